import type { Ledger } from './fold-ledger.ts';
import { readSerial } from './serial.ts';

export type SerialDoubt =
  | 'serial/slip'
  | 'serial/other-unit'
  | 'serial/unknown'
  | 'serial/spoiled'
  | 'serial/typed-elsewhere';

/**
 * What speaks against a serial that is being typed; whatever it is, the sheet may be kept.
 * @param prefix how the own unit's serials begin
 * @param ledger what this tablet knows of the pads and typed sheets that may be meant
 * @param hasPads whether it knows of any pad of the unit
 */
export const doubtSerial = (
  typed: string,
  prefix: string,
  { pads, strays }: Pick<Ledger, 'pads' | 'strays'>,
  hasPads: boolean,
): SerialDoubt | null => {
  const read = readSerial(typed);
  if (read.kind === 'slip' && read.prefix === prefix) return 'serial/slip';
  const serial = read.kind === 'serial' ? read.serial : typed;
  const sheets = pads.flatMap((pad) => pad.sheets).filter((sheet) => sheet.serial === serial);
  const isTyped = sheets.some(({ state }) => state === 'typed');
  if (isTyped || strays.some((stray) => stray.serial === serial)) return 'serial/typed-elsewhere';
  if (read.kind === 'serial' && read.prefix !== prefix) return 'serial/other-unit';
  if (sheets.some(({ state }) => state === 'spoiled')) return 'serial/spoiled';
  // Sheets from a print shop have numbers of their own; who never printed a pad is not asked about them.
  const mustBeKnown = read.kind === 'serial' || hasPads;
  return sheets.length === 0 && mustBeKnown ? 'serial/unknown' : null;
};
