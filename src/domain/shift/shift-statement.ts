import { z } from 'zod';
import { incidentSchema } from '../log/incident.ts';
import { referralStates } from '../referral/referral-state.ts';
import { shiftClosingSchema, verdictCountsSchema } from './shift-closing.ts';

const count = z.int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** One log of the unit that bears something of the shift, or that one of its tablets writes now. */
const statedLogSchema = z.object({
  logId: z.uuid(),
  deviceId: z.uuid(),
  deviceName: z.string(),
  position: count,
  digest: hash,
  /** Records of the shift in it. */
  records: count,
  /** Positions that its tablet has declared lost. */
  lost: z.array(z.object({ from: z.int().min(1), through: z.int().min(1) })),
});
export type StatedLog = z.infer<typeof statedLogSchema>;

/** Something that came, or was said, after a shift had been closed. */
const addendumSchema = z.object({
  shiftId: z.string(),
  entryId: z.uuid(),
  what: z.enum(['recorded', 'amended', 'voided', 'settled']),
  recordId: z.uuid(),
  officer: z.string(),
  deviceName: z.string(),
  /** Unix milliseconds by the clock of the tablet. */
  wallMs: z.int(),
  /** By the server's clock. */
  receivedAtMs: z.int(),
});
export type Addendum = z.infer<typeof addendumSchema>;

const signedClosingSchema = shiftClosingSchema.extend({
  logId: z.uuid(),
  position: z.int().min(1),
  officer: z.string(),
  wallMs: z.int(),
});
export type SignedClosing = z.infer<typeof signedClosingSchema>;

/** All that the server states of one shift: counts, ids and times, and no word of a person. */
export const shiftStatementSchema = z.object({
  shiftId: z.string(),
  /** Unix milliseconds by the server's clock. */
  statedAtMs: z.int(),
  records: count,
  voided: count,
  again: count,
  verdicts: verdictCountsSchema,
  paper: count,
  scanned: count,
  typed: count,
  logs: z.array(statedLogSchema),
  /** What must never happen and did, on any tablet of the unit; the newest first. */
  incidents: z.array(incidentSchema.extend({ deviceName: z.string() })),
  /**
   * When each of them reached the server, by its clock: beside them, because a tablet of an earlier build refuses an
   * incident with anything more to it. Absent: a server of an earlier build stated it.
   */
  arrivals: z.array(z.object({ incidentId: z.uuid(), receivedAtMs: z.int() })).optional(),
  conflicts: count,
  /** Pairs that nobody settled, certain or possible. */
  duplicates: count,
  quarantined: count,
  referrals: z.array(
    z.object({ recordId: z.uuid(), state: z.enum(referralStates), raisedAtMs: z.int() }),
  ),
  /** As they were signed, the first first; the first stands. */
  closings: z.array(signedClosingSchema),
  addenda: z.array(addendumSchema),
  /** Those of earlier shifts, that came since this one began. */
  earlier: z.array(addendumSchema),
});
export type ShiftStatement = z.infer<typeof shiftStatementSchema>;
