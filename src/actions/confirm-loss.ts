import { readSession } from '../store/settings.ts';
import type { Tablet } from './tablet.ts';

/** Somebody read that entries may be lost and told the supervisor; who and when is kept with the incident. */
export const confirmLoss = async ({ db, clock }: Tablet, incidentId: string): Promise<void> => {
  const session = await readSession(db);
  await db.incidents.update(incidentId, {
    readAtMs: clock.wallMs(),
    readBy: session?.officerId ?? null,
  });
};
