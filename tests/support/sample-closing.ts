import type { UnsignedClosing } from '#domain/shift/closing-digest.ts';
import type { ShiftClosing } from '#domain/shift/shift-closing.ts';

/** What is signed of a shift that is complete. */
export const sampleClosing = (
  shiftId: string,
  logs: ShiftClosing['logs'] = [],
  change: Partial<UnsignedClosing> = {},
): UnsignedClosing => ({
  shiftId,
  records: logs.reduce((sum, log) => sum + log.records, 0),
  logs,
  exceptions: [],
  verdicts: null,
  papers: null,
  proof: 'second-factor',
  ...change,
});

/** As a server would have signed it; no test that uses it asks whose signature it is. */
export const sampleProof = { countersignature: 'header.payload.signature' };
