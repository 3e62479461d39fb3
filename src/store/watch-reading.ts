import { Dexie, RangeSet, rangesOverlap, type ObservabilitySet } from 'dexie';
import type { ChotDatabase } from './database.ts';

/** What a reading looked into: whole tables, and of the settings, which change all the time, single ones. */
type LookedInto = { readonly tables: Set<string>; readonly settings: Set<string> };

const settingsTable = 'settings';

/** The same database, but what is asked of it is noted. */
const noting = (db: ChotDatabase, into: LookedInto): ChotDatabase => {
  const tables = new Set(db.tables.map(({ name }) => name));
  const settings = new Proxy(db.settings, {
    get: (table, name) => {
      if (name === 'get') {
        return (key: string) => {
          into.settings.add(key);
          return table.get(key);
        };
      }
      into.tables.add(settingsTable);
      const asked: unknown = Reflect.get(table, name);
      return typeof asked === 'function' ? asked.bind(table) : asked;
    },
  });
  return new Proxy(db, {
    get: (target, name) => {
      if (name === settingsTable) return settings;
      if (typeof name === 'string' && tables.has(name)) into.tables.add(name);
      const asked: unknown = Reflect.get(target, name);
      return typeof asked === 'function' ? asked.bind(target) : asked;
    },
  });
};

/** @param change ranges of keys by `idb://database/table/index`; `all`: everything */
const concerns = (
  change: ObservabilitySet,
  db: ChotDatabase,
  { tables, settings }: LookedInto,
): boolean => {
  if ('all' in change) return true;
  const place = `idb://${db.name}/`;
  return Object.entries(change).some(([part, keys]) => {
    // A range without a beginning is empty: something was deleted that was not there.
    if (!part.startsWith(place) || !('from' in keys)) return false;
    const [table = '', index] = part.slice(place.length).split('/');
    if (tables.has(table)) return true;
    if (table !== settingsTable || index !== '') return false;
    return [...settings].some((key) => rangesOverlap(keys, new RangeSet(key, key)));
  });
};

/** The database was closed under a reading, by a newer version or another window: it is read again once it is open. */
const isOnlyClosed = (error: unknown): boolean =>
  error instanceof Error && ['DatabaseClosedError', 'AbortError'].includes(error.name);

/** So many answers in a row that a change has overtaken are not told; with changes without rest none ever would be. */
const passedOverAtMost = 3;

/** Does something soon, but never at once. @returns calls it off */
type Later = (work: () => void) => () => void;

const afterThisTask: Later = (work) => {
  const timer = setTimeout(work, 0);
  return () => clearTimeout(timer);
};

type Reader<Value> = {
  /** Only what it asks of the database it is given is watched. */
  readonly read: (db: ChotDatabase) => Promise<Value> | Value;
  readonly onValue: (value: Value) => void;
  readonly onError: (error: unknown) => void;
  /** When it is read again: never in the task that made the change, which has the screen first. */
  readonly later?: Later;
};

/**
 * Reads, and reads again after each change of what was looked into, from whichever window it came. Dexie's
 * own live queries learn what was looked into from the zone that the reading runs in; where one reading
 * awaits another they lose it now and then, and what is read after that is never seen to change [VIEW-1].
 * @returns stop
 */
export const watchReading = <Value>(
  db: ChotDatabase,
  { read, onValue, onError, later = afterThisTask }: Reader<Value>,
): (() => void) => {
  let looked: LookedInto = { tables: new Set(), settings: new Set() };
  let isReading = false;
  let isStale = false;
  let isStopped = false;
  let passedOver = 0;
  let callOff: (() => void) | null = null;

  const run = async () => {
    callOff = null;
    isReading = true;
    isStale = false;
    looked = { tables: new Set(), settings: new Set() };
    try {
      const value = await Dexie.ignoreTransaction(() => read(noting(db, looked)));
      if (isStopped) return;
      passedOver = isStale && passedOver < passedOverAtMost ? passedOver + 1 : 0;
      if (passedOver === 0) onValue(value);
    } catch (error) {
      if (!isStopped && !isStale && !isOnlyClosed(error)) onError(error);
    }
    isReading = false;
    if (isStale) readSoon();
  };
  const readSoon = () => {
    if (!isStopped) callOff ??= later(() => void run());
  };
  const hear = (change: ObservabilitySet) => {
    // What is still to be looked into is read after the change, and may be counted twice, never missed.
    if (!concerns(change, db, looked)) return;
    if (isReading) isStale = true;
    else readSoon();
  };
  Dexie.on('storagemutated', hear);
  void run();
  return () => {
    isStopped = true;
    callOff?.();
    Dexie.on.storagemutated.unsubscribe(hear);
  };
};
