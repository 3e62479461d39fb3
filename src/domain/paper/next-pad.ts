import type { Pad } from './fold-ledger.ts';
import { lastNumber, logToBlock, numberToSerial } from './serial.ts';

/**
 * The next serials that a log may print: the numbers after its last pad, in its own block. A block that turns
 * out to be another log's too, or was drawn from twice, is left, and so is one with too few numbers.
 * @param count of sheets; numbers without a serial are passed over
 */
export const nextPad = (
  prefix: string,
  logId: string,
  pads: readonly Pick<Pad, 'block' | 'from' | 'to' | 'logId'>[],
  count: number,
): Pick<Pad, 'block' | 'from' | 'to' | 'logId'> => {
  for (let attempt = 0; ; attempt += 1) {
    const block = logToBlock(logId, attempt);
    const ofBlock = pads.filter((pad) => pad.block === block);
    const isShared = ofBlock.some(
      (pad, index) =>
        pad.logId !== logId ||
        ofBlock.slice(index + 1).some(({ from, to }) => from <= pad.to && pad.from <= to),
    );
    if (isShared) continue;
    const from = Math.max(0, ...ofBlock.map(({ to }) => to)) + 1;
    let to = from - 1;
    for (let left = count; left > 0 && to <= lastNumber;) {
      to += 1;
      if (numberToSerial(prefix, block, to) !== null) left -= 1;
    }
    if (to <= lastNumber) return { block, from, to, logId };
  }
};
