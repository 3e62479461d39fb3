import type { Counted } from '#domain/board/counted.ts';
import type { CustodyRow } from '#domain/log/custody.ts';

/** What stands in `records` of what was counted of one. */
export type CountedColumns = {
  readonly hour_ms: number | null;
  readonly verdict: string | null;
  readonly channel: string | null;
};

const uncounted: CountedColumns = { hour_ms: null, verdict: null, channel: null };

export const toColumns = (counted: Counted | null): CountedColumns =>
  counted === null
    ? uncounted
    : { hour_ms: counted.hourMs, verdict: counted.verdict, channel: counted.channel ?? '' };

/** Channels of the declarations among these, by declaration id. */
const channelsOf = (rows: readonly CustodyRow[]): Map<string, string> =>
  new Map(
    rows.flatMap(({ subjectId, effect }) =>
      effect?.kind === 'declared' && subjectId !== null ? [[subjectId, effect.channel]] : [],
    ),
  );

export type ArrivedRecord = CountedColumns & {
  readonly recordId: string;
  readonly shiftId: string;
  readonly position: number;
};

/**
 * The records among what arrives, with what is counted of each. Its declaration comes just before it; where it
 * does not, nothing is counted until both are folded.
 */
export const arrivedRecords = (rows: readonly CustodyRow[]): ArrivedRecord[] => {
  const channels = channelsOf(rows);
  return rows.flatMap(({ position, effect }) => {
    if (effect?.kind !== 'record') return [];
    const { recordId, shiftId, counted } = effect;
    const channel = counted && channels.get(counted.declarationId);
    if (!counted || channel === undefined) return [{ recordId, shiftId, position, ...uncounted }];
    const { hourMs: hour_ms, verdict } = counted;
    return [{ recordId, shiftId, position, hour_ms, verdict, channel }];
  });
};

/**
 * Subjects to be folded for the counts: of which something was said, or of which not all arrived.
 * @param kept ids of the records that were not there before
 */
export const subjectsToMark = (
  rows: readonly CustodyRow[],
  records: readonly ArrivedRecord[],
  kept: ReadonlySet<string>,
): string[] => {
  const about = rows.flatMap(({ effect }) => (effect?.kind === 'merge' ? effect.about : []));
  const doubtful = records
    .filter(({ recordId, hour_ms: hour }) => hour === null || !kept.has(recordId))
    .map(({ recordId }) => recordId);
  return [...new Set([...about, ...doubtful])].toSorted();
};
