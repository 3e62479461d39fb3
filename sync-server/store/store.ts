import type { Unit } from '#domain/unit/unit.ts';

/** A tablet that may speak to the server. It belongs to one unit for as long as its token lives. */
export type EnrolledDevice = {
  readonly deviceId: string;
  readonly unitId: string;
  readonly name: string;
};

/** What a tablet last said of itself. */
type DeviceReport = {
  /** The log it spoke for, from now on its current one. */
  readonly logId: string;
  readonly contactAtMs: number;
  /** Server clock minus tablet clock, milliseconds. */
  readonly clockOffsetMs: number;
  readonly app: string;
  readonly epochSeen: string | null;
};

type LogKey = { readonly unitId: string; readonly logId: string };

export type StoredLog = LogKey & {
  readonly deviceId: string;
  readonly ackedThrough: number;
  /** Chain digest at `ackedThrough`. */
  readonly digest: string;
};

/** How a log stands after a push: what the server holds and what the tablet still does. */
export type LogStanding = {
  readonly ackedThrough: number;
  readonly digest: string;
  readonly unsentEntries: number;
  readonly unsentRecords: number;
  readonly oldestUnsentWallMs: number | null;
  /** The tablet was told to go on under another log id. */
  readonly forked: boolean;
};

type EntryStatus = 'applied' | 'duplicate' | 'quarantined';

/** An entry in custody. What could not be read from its envelope is null. */
export type StoredEntry = LogKey & {
  readonly position: number;
  readonly entryId: string;
  readonly hash: string;
  readonly frame: Uint8Array;
  readonly kind: string | null;
  readonly subjectId: string | null;
  readonly shiftId: string | null;
  readonly status: EntryStatus;
  readonly reason: string | null;
  readonly receivedAtMs: number;
};

type StoredRecord = LogKey & {
  readonly recordId: string;
  readonly shiftId: string;
  readonly position: number;
};

type StoredClosing = LogKey & {
  readonly shiftId: string;
  readonly position: number;
  readonly officer: string;
  /** Unix milliseconds by the tablet's clock. */
  readonly wallMs: number;
  readonly records: number;
  readonly body: unknown;
};

export type NewFeedLine = {
  readonly kind: string;
  readonly body: unknown;
  /** The one unit the line is meant for; null, everyone who reads the scope. */
  readonly audience: string | null;
};
type FeedLine = { readonly seq: number; readonly kind: string; readonly body: unknown };

/**
 * One tablet with its current log, as the board shows it. Unsent is the sum over its logs, without
 * those it left after a fork: what they held is reported by the log that followed.
 */
export type DeviceStanding = EnrolledDevice & {
  readonly logId: string | null;
  readonly ackedThrough: number;
  readonly digest: string;
  readonly unsentEntries: number;
  readonly unsentRecords: number;
  readonly oldestUnsentWallMs: number | null;
  readonly lastContactAtMs: number | null;
  readonly app: string | null;
  readonly quarantined: number;
};

export type RecordCount = {
  readonly deviceId: string;
  readonly shiftId: string;
  readonly records: number;
};

export type StoreReader = {
  /** Random name of this database's life. */
  epoch: () => Promise<string>;
  /** Whether invented demonstration officers are in this database. */
  isDemo: () => Promise<boolean>;
  /** Units in the order they were made known. */
  listUnits: () => Promise<Unit[]>;
  findDevice: (tokenHash: string) => Promise<EnrolledDevice | null>;
  feedHead: (scope: string) => Promise<number>;
  /** Lines after `after` up to and including `through`, oldest first, at most `limit`. */
  readFeed: (page: {
    scope: string;
    audience: string;
    after: number;
    through: number;
    limit: number;
  }) => Promise<FeedLine[]>;
  /** What a unit sent that was taken for this, by log and position, rising. */
  listEntries: (of: { unitId: string; status: EntryStatus }) => Promise<StoredEntry[]>;
  /** In the order of enrolment. */
  listStandings: () => Promise<DeviceStanding[]>;
  countRecords: () => Promise<RecordCount[]>;
  /** By unit, shift, log and position, rising. */
  listClosings: () => Promise<Omit<StoredClosing, 'body'>[]>;
};

/** What may be done inside a transaction, and only there. */
export type StoreTransactor = StoreReader & {
  markDemo: () => Promise<void>;
  /** Replaces a device of the same id that never spoke. False: that id is at work already. */
  insertDevice: (
    device: EnrolledDevice & { tokenHash: string; enrolledAtMs: number },
  ) => Promise<boolean>;
  reportDevice: (device: EnrolledDevice, report: DeviceReport) => Promise<void>;
  /** The log of this id, whoever owns it; `fresh` is kept first if there is none. Held until commit. */
  lockLog: (fresh: StoredLog) => Promise<StoredLog>;
  advanceLog: (log: LogKey, standing: LogStanding) => Promise<void>;
  /** Entries from position `from` to `through` of one log, by position. */
  readEntries: (
    log: LogKey,
    from: number,
    through: number,
  ) => Promise<Map<number, Pick<StoredEntry, 'entryId' | 'hash'>>>;
  countEntriesOfKind: (log: LogKey, kind: string, from: number, through: number) => Promise<number>;
  /** Hashes of everything this unit has sent under one entry id. */
  hashesOfEntry: (unitId: string, entryId: string) => Promise<string[]>;
  insertEntry: (entry: StoredEntry) => Promise<void>;
  /** The first one of its id stays. */
  insertRecord: (record: StoredRecord) => Promise<void>;
  insertClosing: (closing: StoredClosing) => Promise<void>;
  /**
   * Bumps the scope's counter and writes the lines under the numbers this reserved. Called last:
   * the counter row is what writers of one unit queue for, and it makes numbers commit in order.
   * @returns the new head
   */
  appendFeed: (scope: string, lines: readonly NewFeedLine[]) => Promise<number>;
};

/** Durable memory of the server. */
export type Store = StoreReader & {
  /**
   * All or nothing, one after the other where they touch the same log or scope; durable when it resolves.
   * `work` has no effects of its own: an engine may have to run it again.
   */
  transact: <Value>(work: (tx: StoreTransactor) => Promise<Value>) => Promise<Value>;
  close: () => Promise<void>;
};
