import type { Crossing } from '../declaration/crossing.ts';
import type { Declaration } from '../declaration/declaration.ts';
import type { Entry } from './entry.ts';

/**
 * One person at one unit at one time: what the list shows and the board counts.
 * Both halves arrive as entries of their own; whichever comes first waits for the other.
 */
export type CheckRecord = {
  /** Subject id of the crossing. */
  readonly recordId: string;
  readonly unitId: string;
  readonly shiftId: string;
  readonly officer: string;
  /** Unix milliseconds by the clock of the tablet that recorded it. */
  readonly wallMs: number;
  readonly crossing: Crossing;
  readonly declaration: Declaration | null;
};

/** Folds entries into records. The same entry seen again changes nothing; neither does the order of arrival. */
export const foldRecords = (entries: Iterable<Entry>): CheckRecord[] => {
  const declarationById = new Map<string, Declaration>();
  const crossingById = new Map<string, Extract<Entry, { kind: 'crossing.recorded' }>>();
  for (const entry of entries) {
    if (entry.kind === 'declaration.recorded') declarationById.set(entry.subjectId, entry.data);
    if (entry.kind === 'crossing.recorded') crossingById.set(entry.subjectId, entry);
  }
  return [...crossingById.values()]
    .map((entry) => ({
      recordId: entry.subjectId,
      unitId: entry.unitId,
      shiftId: entry.shiftId,
      officer: entry.officer,
      wallMs: entry.time.wall,
      crossing: entry.data,
      declaration: declarationById.get(entry.data.declarationId) ?? null,
    }))
    .toSorted((left, right) => (left.recordId < right.recordId ? -1 : 1));
};
