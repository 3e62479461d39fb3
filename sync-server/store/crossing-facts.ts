import type { StatisticCell, StatisticQuestion } from '#domain/retention/crossing-statistics.ts';
import type { EntryPlace, LiveEntry } from './retention.ts';

/** What is counted of one crossing. */
export type CrossingFact = EntryPlace & {
  readonly recordId: string;
  readonly declarationId: string | null;
  /** Unix milliseconds. */
  readonly atMs: number;
  /** When its hour begins. */
  readonly hourMs: number;
  /** By question; null: it does not count, or nobody knows. */
  readonly answers: Readonly<Record<StatisticQuestion, string | null>>;
};

/** From a moment on and before another one. */
export type Span = { readonly fromMs: number; readonly untilMs: number };

type FactFilter = Span & {
  readonly unitId: string | null;
  readonly verdict: string | null;
};

/** Behind which crossing a list goes on; lists begin with the newest. */
type FactPlace = { readonly atMs: number; readonly recordId: string };

export type VerdictCount = { readonly verdict: string; readonly crossings: number };

export type FactReader = {
  /** Feeds that tell of entries nobody has counted yet. */
  listUnreadForFacts: () => Promise<
    { readonly scope: string; readonly seq: number; readonly head: number }[]
  >;
  /** Crossings among the entries of a unit at these places, or that these entries may be about. */
  listCrossingsOf: (of: {
    readonly unitId: string;
    readonly runs: readonly {
      readonly logId: string;
      readonly from: number;
      readonly through: number;
    }[];
    /** Ids of crossings or of declarations. */
    readonly about: readonly string[];
  }) => Promise<LiveEntry[]>;
  /** Those that count, by hour and verdict. */
  countByHour: (span: Span) => Promise<(VerdictCount & { readonly hourMs: number })[]>;
  /** Those that count, by unit and verdict. */
  countByUnit: (span: Span) => Promise<(VerdictCount & { readonly unitId: string })[]>;
  /** Those that count, by how they were taken up. */
  countByChannel: (
    span: Span,
  ) => Promise<{ readonly channel: string | null; readonly crossings: number }[]>;
  /** Those that count, the newest first. */
  listFacts: (
    filter: FactFilter,
    after: FactPlace | null,
    limit: number,
  ) => Promise<CrossingFact[]>;
  /** Those that count, by hour, unit and record, rising, behind a place. */
  pageFacts: (
    span: Span,
    after: { readonly hourMs: number; readonly unitId: string; readonly recordId: string },
    limit: number,
  ) => Promise<CrossingFact[]>;
  /** How often each answer to a question was given, by unit and hour. */
  countAnswers: (
    span: Span,
    question: StatisticQuestion,
  ) => Promise<(Omit<StatisticCell, 'question'> & { readonly crossings: number })[]>;
};

export type FactTransactor = {
  /** Keeps what was read of a feed through a place; what is known of a crossing is replaced. */
  keepFacts: (read: {
    readonly scope: string;
    readonly through: number;
    readonly facts: readonly CrossingFact[];
  }) => Promise<void>;
};
