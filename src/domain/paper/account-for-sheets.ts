import type { PaperCounts } from '../shift/shift-closing.ts';
import type { Pad, Sheet } from './fold-ledger.ts';

type MissingSheet = Pick<Sheet, 'serial' | 'holder'>;

export type SheetAccount = PaperCounts & {
  /** In the order of their numbers within each pad. */
  readonly missingSheets: readonly MissingSheet[];
};

/**
 * What became of every sheet that was printed: `issued` is always the sum of the rest. Pads are used from the top, so
 * a sheet that nobody took and that lies above one that was taken is missing, and those below are unused.
 */
export const accountForSheets = (pads: readonly Pick<Pad, 'sheets'>[]): SheetAccount => {
  const states = pads.flatMap(({ sheets }) => {
    const lastTaken = sheets.findLastIndex(({ state }) => state !== 'issued');
    return sheets.map((sheet, index) => ({
      ...sheet,
      fate: sheet.state === 'issued' && index > lastTaken ? ('unused' as const) : sheet.state,
    }));
  });
  const count = (fate: (typeof states)[number]['fate']): number =>
    states.filter((sheet) => sheet.fate === fate).length;
  const missing = states.filter(({ fate }) => fate === 'issued' || fate === 'handed-out');
  return {
    issued: states.length,
    typed: count('typed'),
    spoiled: count('spoiled'),
    returned: count('returned'),
    unused: count('unused'),
    missing: missing.length,
    missingSheets: missing.map(({ serial, holder }) => ({ serial, holder })),
  };
};
