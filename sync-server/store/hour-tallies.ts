import type { Counted } from '#domain/board/counted.ts';

/** Records of one hour that are alike. */
export type HourTally = {
  readonly unitId: string;
  readonly hourMs: number;
  readonly verdict: string;
  /** '': not known. */
  readonly channel: string;
  readonly records: number;
};

type SubjectOfUnit = { readonly unitId: string; readonly subjectId: string };

export type HourTallyReader = {
  /** Subjects that are to be folded for the counts, those that wait longest first. */
  listTallyMarks: (nowMs: number, limit: number) => Promise<SubjectOfUnit[]>;
  /** Of some units or of all, by unit and hour. */
  listHours: (unitIds: readonly string[] | null, fromMs: number) => Promise<HourTally[]>;
  /** The same without what sets them apart: crossings that count, of some units or of all. */
  sumHours: (
    unitIds: readonly string[] | null,
    fromMs: number,
  ) => Promise<Pick<HourTally, 'unitId' | 'hourMs' | 'records'>[]>;
  /** Ids of the records of a shift, rising, behind `after`. */
  listShiftRecords: (
    shift: { readonly unitId: string; readonly shiftId: string },
    after: string,
    limit: number,
  ) => Promise<string[]>;
  /** Subjects of which a field is contested: the unit, and the tablet that recorded each. */
  listOpenConflicts: (
    unitIds: readonly string[] | null,
  ) => Promise<{ readonly unitId: string; readonly deviceId: string }[]>;
};

export type HourTallyTransactor = {
  /**
   * Takes marks away and keeps the unit's writers out until the transaction ends, so that what is folded after
   * this is all that was said. @returns the subjects whose marks were still there
   */
  takeTallyMarks: (unitId: string, subjectIds: readonly string[]) => Promise<string[]>;
  /** Has a subject folded again, from then on. */
  markForTally: (subject: SubjectOfUnit, dueAtMs: number) => Promise<void>;
  /** Counts a record anew; null: it does not count. Nothing happens when it is counted so already. */
  recount: (unitId: string, recordId: string, counted: Counted | null) => Promise<void>;
  /** @param logId where it was recorded; null: nothing of it is contested */
  noteConflict: (subject: SubjectOfUnit, logId: string | null) => Promise<void>;
};
