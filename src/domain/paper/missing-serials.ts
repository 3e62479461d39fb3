import type { Pad, Sheet } from './fold-ledger.ts';

export type MissingSerial = Pick<Sheet, 'serial' | 'number' | 'holder'> & {
  readonly padId: string;
  /** `issued`: it was never handed out, so it should lie in its pad. */
  readonly state: 'issued' | 'handed-out';
};

/** Sheets that were printed and not typed, spoiled or returned since, in the order of their numbers. */
export const missingSerials = (pads: readonly Pad[]): MissingSerial[] =>
  pads.flatMap(({ padId, sheets }) =>
    sheets.flatMap(({ serial, number, holder, state }) =>
      state === 'issued' || state === 'handed-out'
        ? [{ padId, serial, number, holder, state }]
        : [],
    ),
  );
