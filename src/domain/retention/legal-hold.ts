import { uuidToMs } from '../core/uuid.ts';

/** What is under investigation and is not forgotten until somebody releases it. */
export type LegalHold = {
  readonly holdId: string;
  readonly unitId: string;
  /** Null: every shift. */
  readonly shiftId: string | null;
  /** Unix milliseconds; null: without a beginning, or an end. */
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  /** One record, and what its person declared; null: every record. */
  readonly subjectIds: readonly string[] | null;
};

/** As much of an entry as is compared with a hold. */
type Holdable = {
  readonly unitId: string;
  readonly shiftId: string | null;
  readonly subjectId: string | null;
  readonly entryId: string;
  readonly receivedAtMs: number;
};

/** Whether a hold keeps an entry. One that cannot be read has no shift and no subject: its unit's holds keep it. */
export const isHeld = (entry: Holdable, holds: readonly LegalHold[]): boolean =>
  holds.some(
    (hold) =>
      hold.unitId === entry.unitId &&
      isOrUnknown(entry.shiftId, hold.shiftId === null ? null : [hold.shiftId]) &&
      isOrUnknown(entry.subjectId, hold.subjectIds) &&
      isWithin(entry, hold),
  );

const isOrUnknown = (value: string | null, wanted: readonly string[] | null): boolean =>
  wanted === null || value === null || wanted.includes(value);

/** Entries arrive late and tablets' clocks are wrong: either time is enough, so that a hold keeps too much. */
const isWithin = (
  { receivedAtMs, entryId }: Holdable,
  { fromMs, untilMs }: Pick<LegalHold, 'fromMs' | 'untilMs'>,
): boolean =>
  [receivedAtMs, uuidToMs(entryId)].some(
    (atMs) => (fromMs === null || atMs >= fromMs) && (untilMs === null || atMs <= untilMs),
  );
