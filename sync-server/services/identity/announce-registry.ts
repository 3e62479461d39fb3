import type { RegistryNotice } from '#domain/identity/registry-check.ts';
import type { ServicePorts } from '../service-ports.ts';

/** Tells every tablet whether identities are checked here, if that changed since it was last told. */
export const announceRegistry = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  isChecked: boolean,
): Promise<void> => {
  if ((await store.isToldOfRegistry()) === isChecked) return;
  const body: RegistryNotice = { isChecked, sinceMs: clock() };
  const line = { kind: 'registry', audience: null, body };
  await store.transact((tx) => tx.appendFeed('reference', [line]));
};
