import type { DuplicateVerdict } from '../merge/merge-data.ts';

/** What was settled of two records. */
export type PairVerdict = {
  readonly recordIds: readonly [string, string];
  readonly verdict: DuplicateVerdict;
  /** Two people settled differently without knowing of each other. */
  readonly contested: boolean;
};

/** One name for two records, whichever is said first. */
export const pairKey = (one: string, other: string): string =>
  one < other ? `${one} ${other}` : `${other} ${one}`;
