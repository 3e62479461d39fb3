import type { ChotDatabase } from './database.ts';
import type { ParcelRow } from './rows.ts';
import { watchReading } from './watch-reading.ts';

/** What is delivered stays in sight for so long, with its receipt. */
const keptAfterDeliveryMs = 7 * 24 * 3_600_000;

/** Keeps parcels that were handed over; one that is here stays as it is. @returns how many were not here */
export const keepParcels = (
  db: ChotDatabase,
  parcels: readonly ParcelRow[],
  nowMs: number,
): Promise<number> =>
  db.transaction('rw', db.parcels, async () => {
    const done = await db.parcels.where('state').equals('delivered').toArray();
    const old = done.filter(
      ({ settledAtMs }) => (settledAtMs ?? nowMs) < nowMs - keptAfterDeliveryMs,
    );
    await db.parcels.bulkDelete(old.map(({ parcelId }) => parcelId));
    const known = await db.parcels.bulkGet(parcels.map(({ parcelId }) => parcelId));
    const fresh = parcels.filter((_, index) => known[index] === undefined);
    await db.parcels.bulkPut(fresh);
    return fresh.length;
  });

/** Parcels that this tablet still answers for. */
export const countUndelivered = (db: ChotDatabase): Promise<number> =>
  db.parcels.where('state').anyOf('held', 'waiting').count();

/** What is still to be delivered: by tablet and log, the first part of each log first. */
export const listUndelivered = async (db: ChotDatabase): Promise<ParcelRow[]> => {
  const rows = await db.parcels.where('state').anyOf('held', 'waiting').toArray();
  return rows.toSorted(
    (left, right) => left.logId.localeCompare(right.logId) || left.from - right.from,
  );
};

/** Writes down what became of a parcel at the server; its bytes go once the server has them. */
export const settleParcel = (
  db: ChotDatabase,
  parcelId: string,
  settled: Pick<ParcelRow, 'state' | 'reason' | 'receipt' | 'settledAtMs'>,
): Promise<void> =>
  db.transaction('rw', db.parcels, async () => {
    const row = await db.parcels.get(parcelId);
    if (row === undefined || row.state === 'delivered') return;
    const isDone = settled.state === 'delivered';
    await db.parcels.put({ ...row, ...settled, ...(isDone && { bytes: new Uint8Array() }) });
  });

/** Everything that was handed over to this tablet, without the bytes, the newest first. */
export const listParcels = async (db: ChotDatabase): Promise<Omit<ParcelRow, 'bytes'>[]> =>
  (await db.parcels.toArray())
    .map(({ bytes: _sealed, ...row }) => row)
    .toSorted((left, right) => right.takenAtMs - left.takenAtMs || left.from - right.from);

/** Calls back whenever something waits to be delivered. @returns stop */
export const watchParcels = (db: ChotDatabase, listener: () => void): (() => void) =>
  watchReading(db, {
    read: countUndelivered,
    onValue: (count) => {
      if (count > 0) listener();
    },
    // Whoever delivers looks at the database by a timer as well.
    onError: () => undefined,
  });
