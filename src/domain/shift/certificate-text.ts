import { closingDigest, logsDigest } from './closing-digest.ts';
import type { ShiftClosing } from './shift-closing.ts';

/**
 * What the code on a printed report says: which shift, how many records, the digest of all that was signed and that of
 * its logs, and what the server signed for it, or the tablet where the server did not. Whoever holds the server's public
 * key proves the paper with it.
 */
export const certificateText = (closing: ShiftClosing): string => {
  const { shiftId, records, signature, countersignature } = closing;
  return [
    'CHOT-CA1',
    shiftId,
    records,
    closingDigest(closing),
    logsDigest(closing.logs),
    countersignature ?? signature ?? '-',
  ].join(' ');
};
