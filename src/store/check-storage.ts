import { judgeStorage, storageToMarker, type StorageMarker } from '#domain/log/storage-marker.ts';
import type { ChotDatabase } from './database.ts';
import { noteIncident } from './incidents.ts';

export type StorageCheck = {
  readonly lost: boolean;
  /** The tablet has erased itself: there is nothing to be remembered any more. */
  readonly erased: boolean;
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
  db.transaction('rw', [db.device, db.logs, db.incidents, db.settings], async () => {
    if (await db.settings.get('erased')) return { lost: false, erased: true, marker: null };
    const device = (await db.device.get('device')) ?? null;
    const held = { device, logs: await db.logs.toArray() };
    const incident = judgeStorage(remembered, held, wallMs);
    if (incident === null) return { lost: false, erased: false, marker: storageToMarker(held) };
    await noteIncident(db, incident);
    return { lost: true, erased: false, marker: null };
  });
