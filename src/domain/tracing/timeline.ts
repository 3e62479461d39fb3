import type { CrossingMoment } from './crossing-moment.ts';

const dayMs = 86_400_000;
/** Vietnam keeps one time zone. */
const zoneMs = 7 * 3_600_000;

/** One crossing on the line of its day, both ends as shares of the day. */
type TimelineMark<Crossing> = {
  readonly crossing: Crossing;
  readonly from: number;
  readonly through: number;
};

export type TimelineDay<Crossing> = {
  /** The day's beginning, Unix milliseconds. */
  readonly dayMs: number;
  readonly marks: readonly TimelineMark<Crossing>[];
};

const beginningOf = (atMs: number): number => Math.floor((atMs + zoneMs) / dayMs) * dayMs - zoneMs;

const share = (atMs: number, beginMs: number): number =>
  Math.min(1, Math.max(0, (atMs - beginMs) / dayMs));

/** The days of a window, each with its crossings in order: a day without any is shown as one. */
export const layOutTimeline = <Crossing extends CrossingMoment>(
  crossings: readonly Crossing[],
  { fromMs, throughMs }: { readonly fromMs: number; readonly throughMs: number },
): TimelineDay<Crossing>[] => {
  const byDay = Map.groupBy(
    crossings.toSorted((one, other) => one.atMs - other.atMs),
    ({ atMs }) => beginningOf(atMs),
  );
  const first = Math.min(beginningOf(fromMs), ...byDay.keys());
  const last = Math.max(beginningOf(throughMs), ...byDay.keys());
  const days = Math.round((last - first) / dayMs) + 1;
  return Array.from({ length: days }, (_, index) => {
    const beginMs = first + index * dayMs;
    const marks = (byDay.get(beginMs) ?? []).map((crossing) => ({
      crossing,
      from: share(crossing.atMs - crossing.doubtMs, beginMs),
      through: share(crossing.atMs + crossing.laterMs + crossing.doubtMs, beginMs),
    }));
    return { dayMs: beginMs, marks };
  });
};
