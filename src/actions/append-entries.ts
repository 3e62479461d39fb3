import { fail, ok, type Result } from '#domain/core/result.ts';
import { mintRandomId } from '#domain/core/random.ts';
import { addAlerts } from '../store/alerts.ts';
import type { EntryRow } from '../store/rows.ts';
import { checkStorage } from '../store/check-storage.ts';
import { openLog } from '../store/open-log.ts';
import { errorToSaveFailure, type SaveFailure } from '../store/save-failure.ts';
import { chainEntries } from '../sync/core/chain-entries.ts';
import type { LogOwner, TabletLog, UnplacedEntry } from '../sync/core/tablet-log.ts';
import type { Tablet } from './tablet.ts';

export type Appending<Kept> = {
  readonly entries: readonly UnplacedEntry[];
  /** Inside the transaction, before anything is written: what an earlier save of the same thing left. */
  readonly findEarlier: () => Promise<Kept | null>;
  /** Inside the transaction: the rest of the save. Only IndexedDB may be awaited here. */
  readonly effects: (rows: readonly EntryRow[]) => Promise<Kept>;
};

/**
 * Appends frozen entries and their effects, all or nothing [LOG-2]. A failed save is tried once more
 * with the same ids, because Dexie can report a failure after the rows were committed.
 */
export const appendEntries = async <Kept>(
  tablet: Tablet,
  device: LogOwner,
  appending: Appending<Kept>,
): Promise<Result<Kept, SaveFailure>> => {
  const first = await attempt(tablet, device, appending);
  if (first.ok || first.error.code !== 'storage/failed') return first;
  return attempt(tablet, device, appending);
};

const attempt = async <Kept>(
  tablet: Tablet,
  device: LogOwner,
  appending: Appending<Kept>,
): Promise<Result<Kept, SaveFailure>> => {
  try {
    for (;;) {
      const kept = await appendOnce(tablet, device, appending);
      if (kept === storageLost) return fail({ code: 'storage/lost' });
      if (kept !== headMoved) return ok(kept);
    }
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

const headMoved = Symbol('the log grew between hashing and saving');
const storageLost = Symbol('the database holds less than it did');

/**
 * A log that is new, or shorter than remembered, is looked at before anything is added to it: a tablet that
 * had a log never begins another one unseen [TRIP-2].
 */
const isLost = async ({ db, clock, tripwire }: Tablet, log: TabletLog): Promise<boolean> => {
  const remembered = tripwire.read();
  if (remembered === null) return false;
  if (remembered.logId === log.logId && log.head >= remembered.head) return false;
  const { lost } = await checkStorage(db, remembered, clock.wallMs());
  if (lost) tripwire.write(null);
  return lost;
};

const appendOnce = async <Kept>(
  tablet: Tablet,
  device: LogOwner,
  { entries, findEarlier, effects }: Appending<Kept>,
): Promise<Kept | typeof headMoved | typeof storageLost> => {
  const { db, random } = tablet;
  if (!db.isOpen()) await db.open();
  const log = await openLog(db, device, mintRandomId(random));
  if (await isLost(tablet, log)) return storageLost;
  const chained = chainEntries(log, entries);
  const tables = [
    db.logs,
    db.entries,
    db.alerts,
    db.records,
    db.merges,
    db.papers,
    db.drafts,
    db.shiftCounts,
    db.shiftClosings,
    db.shiftLines,
    db.settings,
  ];
  return db.transaction('rw', tables, async () => {
    const [earlier, now, erased] = await Promise.all([
      findEarlier(),
      db.logs.get(log.logId),
      db.settings.get('erased'),
    ]);
    // A tablet that was told to erase itself while this was being saved keeps nothing any more.
    if (erased) return storageLost;
    if (earlier !== null) return earlier;
    if (now?.state !== 'open' || now.headDigest !== log.headDigest) return headMoved;
    // The acknowledged position may have moved meanwhile; only the head is this save's to write.
    const { head, headDigest, recordsHead } = chained.log;
    // Side by side: each wait for an answer of the storage costs more than the write itself.
    const [kept] = await Promise.all([
      effects(chained.rows),
      db.entries.bulkAdd(chained.rows),
      addAlerts(db, chained.rows),
      db.logs.put({ ...now, head, headDigest, recordsHead }),
    ]);
    return kept;
  });
};
