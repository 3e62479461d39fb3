import type { Hole } from '#domain/shift/judge-closing.ts';
import type { ChotDatabase } from './database.ts';
import { readDevice } from './read-device.ts';

/** What this tablet itself reported that must never happen, since an instant by its own clock. */
export const readOwnHoles = async (db: ChotDatabase, sinceMs: number): Promise<Hole[]> => {
  const device = await readDevice(db);
  return (await db.incidents.toArray())
    .filter(({ incident }) => incident.wallMs >= sinceMs)
    .map(({ incident: { code, position, count } }) => ({
      deviceName: device?.deviceName ?? '',
      what: code,
      from: position ?? null,
      through: position === undefined || count === undefined ? null : position + count - 1,
    }));
};
