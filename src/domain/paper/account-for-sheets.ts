import type { PaperCounts } from '../shift/shift-closing.ts';
import type { Shift } from '../shift/shift.ts';
import type { Pad, Sheet } from './fold-ledger.ts';

type MissingSheet = Pick<Sheet, 'serial' | 'holder'>;

export type SheetAccount = PaperCounts & {
  /** In the order of their numbers within each pad. */
  readonly missingSheets: readonly MissingSheet[];
};

type Fate = 'typed' | 'spoiled' | 'returned' | 'unused' | 'missing';

/**
 * What became in one shift of every sheet that was at hand: `issued` is always the sum of the rest. A sheet ends once, in the
 * shift in which it was typed, spoiled or returned. Pads are used from the top, so a sheet that nobody took and that
 * lies above one that was taken is missing, and those below are unused.
 * @param told serials that an earlier closing has named: they are missing once
 */
export const accountForSheets = (
  pads: readonly Pick<Pad, 'wallMs' | 'sheets'>[],
  { startsAtMs, endsAtMs }: Pick<Shift, 'startsAtMs' | 'endsAtMs'>,
  told: ReadonlySet<string>,
): SheetAccount => {
  const isTaken = ({ takenAtMs, endedAtMs }: Sheet): boolean =>
    Math.min(takenAtMs ?? Infinity, endedAtMs ?? Infinity) < endsAtMs;
  const fates = pads
    .filter(({ wallMs }) => wallMs < endsAtMs)
    .flatMap(({ sheets }) => {
      const lastTaken = sheets.findLastIndex(isTaken);
      return sheets.flatMap((sheet, index): { sheet: Sheet; fate: Fate }[] => {
        const { state, endedAtMs, serial } = sheet;
        if (state !== 'issued' && state !== 'handed-out') {
          const isMine = endedAtMs !== null && startsAtMs <= endedAtMs && endedAtMs < endsAtMs;
          return isMine ? [{ sheet, fate: state }] : [];
        }
        if (told.has(serial)) return [];
        const isMissing = isTaken(sheet) || index < lastTaken;
        return [{ sheet, fate: isMissing ? 'missing' : 'unused' }];
      });
    });
  const count = (which: Fate): number => fates.filter(({ fate }) => fate === which).length;
  const missing = fates.filter(({ fate }) => fate === 'missing');
  return {
    issued: fates.length,
    typed: count('typed'),
    spoiled: count('spoiled'),
    returned: count('returned'),
    unused: count('unused'),
    missing: missing.length,
    missingSheets: missing.map(({ sheet: { serial, holder } }) => ({ serial, holder })),
  };
};
