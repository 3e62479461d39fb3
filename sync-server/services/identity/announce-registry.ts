import type { Store } from '../../store/store.ts';

/** Tells every tablet whether identities are checked here, if that changed since it was last told. */
export const announceRegistry = async (store: Store, isChecked: boolean): Promise<void> => {
  if ((await store.isToldOfRegistry()) === isChecked) return;
  const line = { kind: 'registry', audience: null, body: { isChecked } };
  await store.transact((tx) => tx.appendFeed('reference', [line]));
};
