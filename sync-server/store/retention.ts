import type { StatisticCell } from '#domain/retention/crossing-statistics.ts';
import type { LegalHold } from '#domain/retention/legal-hold.ts';
import type { ForgottenBy } from '#domain/retention/server-rules.ts';
import type { StoredEntry } from './store.ts';

export type EntryPlace = Pick<StoredEntry, 'unitId' | 'logId' | 'position'>;

/** An entry whose bytes are still here, without them. */
export type LiveEntry = Omit<StoredEntry, 'frame'>;

export type StoredHold = LegalHold & {
  readonly reason: string;
  readonly placedAtMs: number;
  /** Null: it holds. */
  readonly releasedAtMs: number | null;
};

type StatisticCount = StatisticCell & { readonly crossings: number };

/** One run of the job, as far as it forgot anything by this rule. */
type RetentionRun = {
  readonly runId: string;
  readonly rule: ForgottenBy;
  readonly begunAtMs: number;
  readonly forgotten: number;
};

/** What to look at: entries of these kinds (null: of all) that were taken for one of these. */
export type LiveFilter = {
  readonly kind: string | null;
  readonly statuses: readonly StoredEntry['status'][];
};

export type RetentionReader = {
  /** Entries received from `receivedFrom` through `receivedThrough`, oldest first, behind `after`. */
  listLive: (
    page: LiveFilter & {
      readonly receivedFrom: number;
      readonly receivedThrough: number;
      readonly after: LiveEntry | null;
      readonly limit: number;
    },
  ) => Promise<LiveEntry[]>;
  /** Of the same, those that were forgotten before: under the same id, or as part of the same subject. */
  listReturned: (page: {
    readonly receivedFrom: number;
    readonly after: LiveEntry | null;
    readonly limit: number;
  }) => Promise<{
    readonly returned: LiveEntry[];
    /** The last entry that was looked at; null: there is none behind `after`. */
    readonly last: LiveEntry | null;
  }>;
  /** All that is held of these subjects, forgotten or not, by log and position. */
  listAbout: (unitId: string, subjectIds: readonly string[]) => Promise<StoredEntry[]>;
  /** Where the entries stand that these records are counted by. */
  findRecords: (
    unitId: string,
    recordIds: readonly string[],
  ) => Promise<(EntryPlace & { readonly recordId: string })[]>;
  /** The newest first, released ones too. */
  listHolds: () => Promise<StoredHold[]>;
  /** The newest first. */
  listRetentionRuns: (limit: number) => Promise<RetentionRun[]>;
  /** Cells that begin from `fromMs` on and before `untilMs`, by unit, time, question and answer. */
  listStatistics: (period: {
    readonly fromMs: number;
    readonly untilMs: number;
  }) => Promise<StatisticCount[]>;
  /** What the last run noted for the next; null: there was none. */
  retentionNote: () => Promise<string | null>;
};

export type RetentionTransactor = {
  /** Drops the bytes of entries, and of copies that came ahead. @returns those that still had theirs */
  forgetEntries: (places: readonly EntryPlace[]) => Promise<EntryPlace[]>;
  /** Drops copies of alerts: those that their log has brought, or that came by then. @returns how many */
  forgetAlerts: (
    which: 'settled' | { readonly receivedThrough: number; readonly holds: readonly LegalHold[] },
  ) => Promise<number>;
  forgetIncidents: (receivedThrough: number) => Promise<number>;
  forgetEnrolCodes: (expiredThrough: number) => Promise<number>;
  /** Drops the words that were said when a tablet was ended. */
  forgetEndingReasons: (endedThrough: number) => Promise<number>;
  addStatistics: (cells: readonly StatisticCell[]) => Promise<void>;
  /** Adds to what this run forgot by this rule. */
  noteForgotten: (run: RetentionRun) => Promise<void>;
  keepRetentionNote: (note: string) => Promise<void>;
  insertHold: (hold: Omit<StoredHold, 'releasedAtMs'>) => Promise<void>;
  /** False: there is none of this id that holds. */
  releaseHold: (holdId: string, releasedAtMs: number) => Promise<boolean>;
};
