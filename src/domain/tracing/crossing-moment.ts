import type { EntryTime } from '../log/entry.ts';

/** When somebody crossed, as well as it is known: somewhere from `atMs - doubtMs` to `atMs + laterMs + doubtMs`. */
export type CrossingMoment = {
  /** Unix milliseconds by the server's clock, where the tablet had measured it. */
  readonly atMs: number;
  /** A sheet of paper tells when it was filled in; the crossing followed. 0: it was kept while they stood there. */
  readonly laterMs: number;
  /** How far the clock may be off. */
  readonly doubtMs: number;
};

const minuteMs = 60_000;
/** A tablet that never heard the server's clock: its own is all there is. */
const unmeasuredMs = 10 * minuteMs;
/** A clock this far off was set by hand, and perhaps set again since it was measured. */
const wrongClockMs = minuteMs;
const wrongClockDoubtMs = 2 * minuteMs;
/** What a quartz clock loses or gains: 100 in a million. */
const drift = 1e-4;
/** People write the time as they read it somewhere, rounded. */
const writtenDoubtMs = 5 * minuteMs;
/** A sheet is filled in at the post, and who filled it in waits no longer than this. */
const longestWaitMs = 60 * minuteMs;
/** A sheet that says it is older than it is valid says nothing of the crossing. */
const longestTypingMs = 72 * 60 * minuteMs;

const doubtOf = ({ offset, offsetAge = 0 }: EntryTime): number => {
  if (offset === undefined) return unmeasuredMs;
  const wrong = Math.abs(offset) > wrongClockMs ? wrongClockDoubtMs : 0;
  return wrong + Math.round(Math.abs(offsetAge) * drift);
};

/**
 * Wall clock and measured offset together. Nothing is refused for its clock: what is doubtful reaches further.
 * @param filledInMs what a sheet of paper says, typed by the desk; null: it was kept as they stood there
 */
export const momentOf = (time: EntryTime, filledInMs: number | null): CrossingMoment => {
  const keptMs = Math.round(time.wall + (time.offset ?? 0));
  const doubtMs = doubtOf(time);
  if (filledInMs === null) return { atMs: keptMs, laterMs: 0, doubtMs };
  const typedAfterMs = keptMs - filledInMs;
  if (typedAfterMs < 0 || typedAfterMs > longestTypingMs)
    return { atMs: keptMs, laterMs: 0, doubtMs };
  const laterMs = Math.min(typedAfterMs, longestWaitMs);
  return { atMs: filledInMs, laterMs, doubtMs: Math.max(doubtMs, writtenDoubtMs) };
};

/** How far apart two moments are at least. With one clock for both its error does not matter. */
export const gapBetween = (
  one: CrossingMoment,
  other: CrossingMoment,
  hasOneClock: boolean,
): number => {
  const doubtMs = hasOneClock ? 0 : one.doubtMs + other.doubtMs;
  const apart = Math.max(
    one.atMs - (other.atMs + other.laterMs),
    other.atMs - (one.atMs + one.laterMs),
  );
  return Math.max(0, apart - doubtMs);
};
