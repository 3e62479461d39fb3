import { parseEntry } from '#domain/log/entry-codec.ts';
import type { ServicePorts } from '../service-ports.ts';

const atOnce = 200;

/**
 * Notes the referrals that arrived, whether with their log or ahead of it.
 * @param isDelivered whether there is a system that they are sent on to
 * @returns how many
 */
export const noteReferrals = async (
  { store, clock, openFrame }: Pick<ServicePorts, 'store' | 'clock' | 'openFrame'>,
  {
    receivedSinceMs,
    isDelivered,
  }: { readonly receivedSinceMs: number; readonly isDelivered: boolean },
): Promise<number> => {
  const arrived = await store.listUnnotedReferrals(receivedSinceMs, atOnce);
  const raised = arrived.flatMap(({ unitId, frame }) => {
    const opened = openFrame(frame);
    const entry = opened.ok ? parseEntry(opened.value) : opened;
    if (!entry.ok || entry.value.kind !== 'referral.raised' || entry.value.unitId !== unitId)
      return [];
    const { entryId, subjectId: recordId, officer: officerId, data } = entry.value;
    return [{ unitId, recordId, declarationId: data.declarationId, entryId, officerId }];
  });
  if (raised.length === 0) return 0;
  const atMs = clock();
  return store.transact(async (tx) => {
    let noted = 0;
    for (const one of raised) if (await tx.raiseReferral({ ...one, atMs, isDelivered })) noted += 1;
    return noted;
  });
};
