import type { EntryKind } from '../log/entry.ts';
import type { ShiftClosing } from './shift-closing.ts';
import type { Addendum } from './shift-statement.ts';

/** An entry in custody, as far as it is needed to say whether a closing knew of it. */
export type PlacedSaying = {
  readonly logId: string;
  readonly position: number;
  readonly entryId: string;
  readonly kind: EntryKind;
  /** The records it makes or speaks of, with the shift of each. */
  readonly about: readonly { readonly recordId: string; readonly shiftId: string }[];
  readonly officer: string;
  readonly deviceName: string;
  readonly wallMs: number;
  readonly receivedAtMs: number;
};

/** A closing and when it reached the server. */
export type KnownClosing = Pick<ShiftClosing, 'shiftId' | 'logs' | 'countersignature'> & {
  readonly receivedAtMs: number;
};

const whatOf: Partial<Record<EntryKind, Addendum['what']>> = {
  'crossing.recorded': 'recorded',
  'declaration.amended': 'amended',
  'crossing.amended': 'amended',
  'declaration.voided': 'voided',
  'crossing.voided': 'voided',
  'conflict.settled': 'settled',
  'duplicate.settled': 'settled',
  'settling.taken-back': 'settled',
};

/**
 * What came after a shift was closed: everything of it behind the positions that were signed. A closing is never
 * changed; this follows from it and from the entries alone, so that whoever holds both says the same [CLOSE-6].
 */
export const findAddenda = (
  closing: KnownClosing,
  sayings: readonly PlacedSaying[],
): Addendum[] => {
  const signedThrough = new Map(closing.logs.map(({ logId, position }) => [logId, position]));
  const isAfter = ({ logId, position, receivedAtMs }: PlacedSaying): boolean => {
    const through = signedThrough.get(logId);
    if (through !== undefined) return position > through;
    // Who signed without the server saw no other log, whatever had arrived by then.
    return closing.countersignature === null || receivedAtMs > closing.receivedAtMs;
  };
  return sayings
    .flatMap((saying) => {
      const what = whatOf[saying.kind];
      const record = saying.about.find(({ shiftId }) => shiftId === closing.shiftId);
      if (what === undefined || record === undefined || !isAfter(saying)) return [];
      const { entryId, officer, deviceName, wallMs, receivedAtMs } = saying;
      const { shiftId, recordId } = record;
      return [{ shiftId, entryId, what, recordId, officer, deviceName, wallMs, receivedAtMs }];
    })
    .toSorted(
      (left, right) =>
        left.receivedAtMs - right.receivedAtMs || (left.entryId < right.entryId ? -1 : 1),
    );
};
