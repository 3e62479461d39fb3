import type { ReportCategory, ReportChannel, ReportUrgency } from '#domain/report/report.ts';
import type { ReportLineKind, ReportStanding, ReportState } from '#domain/report/report-state.ts';
import type { ArrivedEntry } from './sql-unnoted.ts';

/** Where a report stands. What was said stands sealed beside it, and is forgotten sooner. */
export type KeptReport = ReportStanding & {
  readonly reportId: string;
  /** What people call it by, 1, 2, 3 … */
  readonly number: number;
  /** Where it came from: the same source is one report. */
  readonly source: string;
  readonly channel: ReportChannel;
  readonly category: ReportCategory;
  readonly urgency: ReportUrgency;
  /** The post whose officer noted it; null: it came otherwise. */
  readonly unitId: string | null;
  readonly receivedAtMs: number;
  /** Since when it stands like this. */
  readonly sinceMs: number;
  /** Place of its last line among the lines of all reports. */
  readonly seq: number;
  /** SHA-256 of what opens it on the public page; null: nobody was given any. */
  readonly secretHash: string | null;
};

/** Who did what about a report. */
export type ReportLine = {
  readonly seq: number;
  readonly reportId: string;
  readonly kind: ReportLineKind;
  readonly atMs: number;
  /** An officer's id, `agency:<id>`, `citizen` or `message-service`. */
  readonly actor: string;
  /** JSON of the step; null: nothing belongs to it, or it was forgotten. */
  readonly detail: string | null;
  /** What said it: the same source is one line. */
  readonly source: string;
};

export type NewReport = Pick<
  KeptReport,
  | 'reportId'
  | 'source'
  | 'channel'
  | 'category'
  | 'urgency'
  | 'unitId'
  | 'receivedAtMs'
  | 'secretHash'
> & {
  readonly actor: string;
  /** JSON of what was said. */
  readonly body: string;
};

type ReportFilter = {
  /** Only those of a smaller number; null: from the newest. */
  readonly before: number | null;
  readonly number?: number | undefined;
  readonly state?: ReportState | undefined;
  readonly channel?: ReportChannel | undefined;
  readonly category?: ReportCategory | undefined;
  readonly agencyId?: string | undefined;
};

type Period = { readonly fromMs: number; readonly untilMs: number };

/** How many there are of a sort. A repeat is in the state, and with the agency, of the one it repeats. */
type ReportCount = {
  readonly state: ReportState;
  readonly isRepeat: boolean;
  readonly count: number;
};
export type ReportCountBy = ReportCount & {
  /** Whole days since 1970 in the time of Vietnam. */
  readonly day: number;
  readonly channel: ReportChannel;
  readonly category: ReportCategory;
  readonly agencyId: string | null;
};

export type ReportReader = {
  /** Place of the last line of all; 0: there is none. */
  reportHead: () => Promise<number>;
  /** Those whose last line stands behind this place, by place; with 0, those that wait for the desk. */
  listReports: (afterSeq: number, limit: number) => Promise<KeptReport[]>;
  /** How many wait for the desk, repeats left out. */
  countOpenReports: () => Promise<number>;
  findReports: (reportIds: readonly string[]) => Promise<KeptReport[]>;
  findReportBySource: (source: string) => Promise<KeptReport | null>;
  /** The largest number first. */
  searchReports: (filter: ReportFilter, limit: number) => Promise<KeptReport[]>;
  /** What was said, by report; one that was forgotten is not there. */
  readReportBodies: (reportIds: readonly string[]) => Promise<Map<string, string>>;
  /** By place. */
  listReportLines: (reportIds: readonly string[]) => Promise<ReportLine[]>;
  /** Those that repeat this one. */
  listRepeats: (reportId: string) => Promise<KeptReport[]>;
  /** How often each of these is repeated by others; who is not repeated is not there. */
  countRepeats: (reportIds: readonly string[]) => Promise<Map<string, number>>;
  countReports: () => Promise<ReportCount[]>;
  countReportsBy: (period: Period) => Promise<ReportCountBy[]>;
  /** How long each took to be answered or forwarded, repeats left out; milliseconds, rising. */
  listReportWaits: (period: Period) => Promise<number[]>;
  /** Entries, or alerts ahead of their log, that note a report and were not read yet. */
  listUnnotedReports: (receivedSinceMs: number, limit: number) => Promise<ArrivedEntry[]>;
};

export type ReportTransactor = {
  /**
   * Reserves the place of one more line. Whoever has it is alone with all reports until the transaction ends:
   * what is read of them afterwards stays true.
   */
  takeReportPlace: () => Promise<number>;
  /** Only with a source that is not there yet. @returns its number */
  insertReport: (seq: number, report: NewReport) => Promise<number>;
  /** Whether a line of this source is there. */
  hasReportLine: (source: string) => Promise<boolean>;
  /** Adds a line, and says where the report stands now. */
  appendReportLine: (
    line: ReportLine,
    now: ReportStanding &
      Pick<KeptReport, 'category' | 'urgency'> & {
        /** Whether its standing changed with this line. */
        readonly hasMoved: boolean;
      },
  ) => Promise<void>;
  /** Those that repeat `from` repeat `into` from now on. */
  moveRepeats: (from: string, into: string) => Promise<void>;
  /** Drops what was said of those that ended by then; their numbers stay. @returns how many */
  forgetReports: (endedThrough: number) => Promise<number>;
};
