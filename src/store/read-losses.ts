import type { Incident } from '#domain/log/incident.ts';
import type { ChotDatabase } from './database.ts';

/** What this tablet lost and nobody here has confirmed having read, oldest first. */
export const readUnreadLosses = async (db: ChotDatabase): Promise<Incident[]> =>
  (await db.incidents.toArray())
    .filter(({ incident, readAtMs }) => isLoss(incident) && readAtMs === undefined)
    .map(({ incident }) => incident)
    .toSorted((left, right) => left.wallMs - right.wallMs);

/** Whether the loss of the storage was read by somebody here, so that the tablet may begin anew. */
export const isLossConfirmed = async (db: ChotDatabase): Promise<boolean> => {
  const rows = await db.incidents.toArray();
  const lost = rows.filter(({ incident }) => incident.code === 'storage/lost');
  return lost.length > 0 && lost.every(({ readAtMs }) => readAtMs !== undefined);
};

const isLoss = ({ code }: Incident): boolean => code === 'storage/lost' || code === 'log/row-lost';
