import type { Result } from '#domain/core/result.ts';

/** One batch of people who are to be told the same thing. */
type MassBatch = {
  /** The same whenever the same batch is sent again: it is to be taken once. */
  readonly key: string;
  readonly title: string;
  readonly text: string;
  /** As the service knows them. */
  readonly recipients: readonly string[];
};

/** How many of a batch the service has taken, and how many it will not reach. */
type MassTaken = { readonly accepted: number; readonly refused: number };
/** What has become of those it has taken so far; the others are on their way. */
export type MassReport = MassTaken & { readonly delivered: number; readonly failed: number };

export type MassFailure = {
  /**
   * `not-taken`: nothing of it was sent. `refused`: it will not take the batch as it is. `unknown`: nobody can say
   * whether it was taken.
   */
  readonly kind: 'not-taken' | 'refused' | 'unknown';
  /** When it asked to be left alone until, Unix milliseconds; null: it did not say. */
  readonly notBeforeMs: number | null;
};

/** The service that sends messages to very many people, whoever runs it. Nothing here throws. */
export type MassMessenger = {
  readonly send: (batch: MassBatch, patienceMs: number) => Promise<Result<MassTaken, MassFailure>>;
  /** What it knows of a batch; null: it has never taken it. */
  readonly ask: (
    key: string,
    patienceMs: number,
  ) => Promise<Result<MassReport | null, MassFailure>>;
  readonly close: () => Promise<void>;
};
