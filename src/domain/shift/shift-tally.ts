import type { Crossing } from '../declaration/crossing.ts';
import type { Declaration } from '../declaration/declaration.ts';
import type { VerdictCounts } from './shift-closing.ts';

/** Of a record, what a shift counts. */
export type TalliedRecord = {
  readonly isVoid: boolean;
  /** The same crossing was recorded before. */
  readonly isAgain: boolean;
  readonly verdict: Crossing['check.verdict'];
  /** Null: its declaration is not here. */
  readonly channel: Declaration['channel'] | null;
};

export type ShiftTally = {
  /** Those that count: not voided, and each crossing once. */
  readonly records: number;
  readonly voided: number;
  readonly again: number;
  readonly verdicts: VerdictCounts;
  readonly paper: number;
  /** Begun from a code, of whatever sort. */
  readonly scanned: number;
  /** Typed by an officer without a sheet. */
  readonly typed: number;
};

const scannedChannels: ReadonlySet<string> = new Set(['self_qr', 'proxy_qr', 'cccd_qr']);

/** A shift in numbers. The parts always add up to `records`. */
export const tallyShift = (records: readonly TalliedRecord[]): ShiftTally => {
  const counting = records.filter(({ isVoid, isAgain }) => !isVoid && !isAgain);
  const verdicts: VerdictCounts = {};
  for (const { verdict } of counting) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  const paper = counting.filter(({ channel }) => channel === 'paper').length;
  const scanned = counting.filter(({ channel }) => scannedChannels.has(channel ?? '')).length;
  return {
    records: counting.length,
    voided: records.filter(({ isVoid }) => isVoid).length,
    again: records.filter(({ isVoid, isAgain }) => isAgain && !isVoid).length,
    verdicts,
    paper,
    scanned,
    typed: counting.length - paper - scanned,
  };
};
