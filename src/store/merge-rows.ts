import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Sealable } from './sealed-tables.ts';
import type { MergedSubject } from '#domain/merge/fold-subject.ts';

/** An amendment, a voiding or a settling, made here or pulled. Added to and never changed. */
export type MergeRow = Sealable & {
  entryId: string;
  /** What it is about: a declaration or a crossing, or the two records of a pair. */
  about: string[];
  frame: Uint8Array;
};

/** How the recording of a subject stands in the log. */
export type HeldEntry = { entryId: string; hash: string };

export type SubjectState = Omit<MergedSubject<never>, 'data'>;

/** What was said of a record after it was recorded; the values that hold now stand in its row. */
export type RecordMerging = {
  recorded: { declaration: Declaration; crossing: Crossing };
  declaration: SubjectState;
  crossing: SubjectState;
  /** Entries about it that wait for what they are based on. */
  waiting: number;
};
