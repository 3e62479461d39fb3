const hourMs = 3_600_000;
/** Vietnam keeps UTC+7 all year. */
const localOffsetMs = 7 * hourMs;
/** Four shifts a day (laodongthudo.vn, July 2021). */
export const shiftHours = 6;

export type Shift = {
  readonly shiftId: string;
  readonly unitId: string;
  /** Local calendar day, YYYY-MM-DD. */
  readonly day: string;
  /** 1 (00–06) … 4 (18–24). */
  readonly number: number;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
};

/**
 * The shift a unit is in at an instant. Derived, not opened: tablets that never met agree on it.
 * @param wallMs Unix time in milliseconds
 */
export const shiftAt = (unitId: string, wallMs: number): Shift => {
  const localMs = wallMs + localOffsetMs;
  const slot = Math.floor(localMs / (shiftHours * hourMs));
  const startsAtMs = slot * shiftHours * hourMs - localOffsetMs;
  const day = new Date(slot * shiftHours * hourMs).toISOString().slice(0, 10);
  const number = (((slot % 4) + 4) % 4) + 1;
  return {
    shiftId: `${unitId}/${day}/${number}`,
    unitId,
    day,
    number,
    startsAtMs,
    endsAtMs: startsAtMs + shiftHours * hourMs,
  };
};

/** What a shift's id says; null when it is none. */
export const parseShiftId = (shiftId: string): Shift | null => {
  const match = /^(.+)\/(\d{4}-\d{2}-\d{2})\/([1-4])$/.exec(shiftId);
  if (!match) return null;
  const [, unitId = '', day = '', number = ''] = match;
  const startOfDayMs = Date.parse(`${day}T00:00:00+07:00`);
  if (Number.isNaN(startOfDayMs)) return null;
  return shiftAt(unitId, startOfDayMs + (Number(number) - 1) * shiftHours * hourMs);
};
