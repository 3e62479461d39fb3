import type { TracedCrossing } from '#domain/tracing/closeness.ts';
import type { FlowStep } from '#domain/tracing/flow.ts';
import type { WatchMark } from './watch-marks.ts';

/** A crossing as it is found again: hashes, times and ids. Who it was stays in the ledger, sealed. */
export type IndexedCrossing = TracedCrossing & { readonly declarationId: string };

type RecordKey = { readonly unitId: string; readonly recordId: string };

/** How far a unit's feed is read. */
type UnreadFeed = { readonly unitId: string; readonly seq: number; readonly head: number };

/** Part of a log. */
export type LogRange = {
  readonly logId: string;
  readonly from: number;
  readonly through: number;
};

/** What somebody did with a contact of a case. */
export type TraceDeed = 'refer' | 'watch';
export type TraceAct = RecordKey & { readonly deed: TraceDeed };

export type KeptCase = {
  readonly caseId: string;
  readonly enteredAtMs: number;
  readonly officerId: string;
  /** The case as JSON; the database has it sealed. */
  readonly body: string;
  readonly ended: 'closed' | 'withdrawn' | null;
  readonly endedAtMs: number | null;
};

export type TracingReader = {
  /** Feeds that have lines not read yet. */
  listUnreadForTracing: () => Promise<UnreadFeed[]>;
  /** What the entries of these ranges are about. */
  listSubjectsIn: (unitId: string, ranges: readonly LogRange[]) => Promise<string[]>;
  /** Those in the index that are these, or declared in these. */
  listTracedOf: (unitId: string, subjectIds: readonly string[]) => Promise<string[]>;
  findTraced: (terms: readonly string[]) => Promise<IndexedCrossing[]>;
  /** Those of a unit that may have been between the two, doubts and all. */
  listTracedNear: (unitId: string, fromMs: number, throughMs: number) => Promise<IndexedCrossing[]>;
  /** Where people went, in a span of time; whom nothing tells apart from others is left out. */
  listFlowSteps: (
    unitIds: readonly string[],
    fromMs: number,
    throughMs: number,
  ) => Promise<FlowStep[]>;
  /** The newest first. */
  listTraceCases: () => Promise<KeptCase[]>;
  findTraceCase: (caseId: string) => Promise<KeptCase | null>;
  listTraceActs: (caseId: string) => Promise<TraceAct[]>;
  /** Whether tracing referred this person as the contact of a case. */
  isTracedContact: (record: RecordKey) => Promise<boolean>;
};

export type TracingTransactor = {
  /** Moves on in a unit's feed. False: another server has read it meanwhile. */
  readOnForTracing: (feed: {
    readonly unitId: string;
    readonly from: number;
    readonly through: number;
  }) => Promise<boolean>;
  /** Puts what is found of these records, instead of what was; a crossing that was forgotten meanwhile is left out. */
  putTraced: (
    unitId: string,
    recordIds: readonly string[],
    found: readonly { readonly crossing: IndexedCrossing; readonly terms: readonly string[] }[],
  ) => Promise<void>;
  /** Has a unit's feed read from its beginning. */
  traceAnew: (unitId: string) => Promise<void>;
  /** False: it was entered before. */
  insertTraceCase: (kept: Omit<KeptCase, 'ended' | 'endedAtMs'>) => Promise<boolean>;
  /** False: it had ended, or there is none. */
  endTraceCase: (
    caseId: string,
    ended: NonNullable<KeptCase['ended']>,
    endedAtMs: number,
  ) => Promise<boolean>;
  /** False: it was done before. */
  keepTraceAct: (
    caseId: string,
    act: TraceAct & { readonly atMs: number; readonly officerId: string },
  ) => Promise<boolean>;
  dropTraceAct: (caseId: string, act: TraceAct) => Promise<void>;
  /** How these marks stand in the list now; those withdrawn and unknown are left out. */
  watchKindsOf: (marks: readonly string[]) => Promise<Map<string, WatchMark['kind']>>;
  /** Notes that somebody put these marks in the list as this, or took them off it (null), whatever cases do. */
  noteMarksByHand: (marks: readonly string[], kind: WatchMark['kind']) => Promise<void>;
  /** Notes for whose sake marks are in the list. `recordId` '': the case itself. */
  keepTraceMarks: (caseId: string, record: RecordKey, marks: readonly string[]) => Promise<void>;
  /**
   * Drops these notes of a case (null: all).
   * @returns their marks, with what they are to others still; null: they are in the list for nobody else's sake
   */
  dropTraceMarks: (
    caseId: string,
    records: readonly RecordKey[] | null,
  ) => Promise<Map<string, WatchMark['kind']>>;
  /** Drops cases that ended before, with all that was done about them. @returns how many */
  forgetTraceCases: (endedThroughMs: number) => Promise<number>;
};
