import type { Voiding } from './merge-data.ts';
import { headsOf, seenBy, type Placed } from './order-causally.ts';
import { isSettling, isVoiding, type SubjectEntry } from './subject-entry.ts';

export type VoidingReading = {
  /** Why it does not count; null: it does. */
  readonly voiding: (Voiding & { readonly officer: string; readonly wallMs: number }) | null;
  /** Amendments and settlings that knew nothing of a voiding, nor it of them: for a person to look at. */
  readonly overtaken: readonly string[];
};

/** A voiding holds against whatever did not know of it, until one that did takes it back [MERGE-4]. */
export const readVoiding = (placed: readonly Placed<SubjectEntry>[]): VoidingReading => {
  const settlings = placed.filter(({ entry }) => isSettling(entry));
  const takenBack = seenBy(settlings.filter(({ entry }) => takesBack(entry)));
  const inForce = placed.filter(({ entry, bit }) => isVoiding(entry) && !has(takenBack, bit));
  const isSettled = (one: bigint, other: bigint): boolean =>
    settlings.some(({ ancestors }) => has(ancestors, one) && has(ancestors, other));
  const isOvertaken = ({ bit, ancestors }: Placed<SubjectEntry>): boolean =>
    inForce.some(
      (voided) =>
        !has(ancestors, voided.bit) && !has(voided.ancestors, bit) && !isSettled(voided.bit, bit),
    );
  return {
    voiding: lastVoiding(headsOf(inForce).map(({ entry }) => entry)),
    overtaken: placed
      .filter((one) => !isVoiding(one.entry) && isOvertaken(one))
      .map(({ entry }) => entry.entryId)
      .toSorted(),
  };
};

const has = (mask: bigint, bit: bigint): boolean => (mask & bit) !== 0n;

const takesBack = (entry: SubjectEntry): boolean => isSettling(entry) && entry.data.unvoid === true;

const lastVoiding = (entries: readonly SubjectEntry[]): VoidingReading['voiding'] => {
  const [last] = entries
    .filter(isVoiding)
    .toSorted((left, right) => (left.entryId < right.entryId ? 1 : -1));
  if (last === undefined) return null;
  return { ...last.data, officer: last.officer, wallMs: last.time.wall };
};
