import { judgeStorage, storageToMarker, type StorageMarker } from '#domain/log/storage-marker.ts';
import type { ChotDatabase } from './database.ts';
import { noteIncident } from './incidents.ts';

export type StorageCheck = {
  readonly lost: boolean;
  /** What to remember from now on; null: nothing new. */
  readonly marker: StorageMarker | null;
};

/**
 * Compares what is held with what was remembered before it was read, so that only a loss can be smaller. A
 * loss is kept as an incident in whatever storage there is now; it is told with the next push.
 */
export const checkStorage = (
  db: ChotDatabase,
  remembered: StorageMarker | null,
  wallMs: number,
): Promise<StorageCheck> =>
  db.transaction('rw', [db.device, db.logs, db.incidents], async () => {
    const device = (await db.device.get('device')) ?? null;
    const held = { device, logs: await db.logs.toArray() };
    const incident = judgeStorage(remembered, held, wallMs);
    if (incident === null) return { lost: false, marker: storageToMarker(held) };
    await noteIncident(db, incident);
    return { lost: true, marker: null };
  });
