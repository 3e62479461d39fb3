import { z } from 'zod';

/** The way of a referral. It goes forward only, and may leave steps out; nothing follows `closed`. */
export const referralStates = [
  'raised',
  'acknowledged',
  'assigned',
  'sampled',
  'result',
  'closed',
] as const;
export type ReferralState = (typeof referralStates)[number];

export const testOutcomes = ['positive', 'negative', 'unclear'] as const;

/** Why nothing more is done about it. */
export const closingReasons = [
  'handed-over',
  'no-longer-ill',
  'not-reached',
  'raised-by-mistake',
] as const;

const note = z.string().trim().min(1).max(160);

/** What the health desk says of a referral, one line after the other. */
export const referralStepSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('acknowledged') }),
  /** To whom, in the desk's own words. */
  z.strictObject({ state: z.literal('assigned'), to: note }),
  z.strictObject({ state: z.literal('sampled') }),
  z.strictObject({ state: z.literal('result'), outcome: z.enum(testOutcomes) }),
  z.strictObject({ state: z.literal('closed'), reason: z.enum(closingReasons) }),
]);
export type ReferralStep = z.infer<typeof referralStepSchema>;

/** Whether `next` may be said of one that is in `now`. Assigning to another and a later result may be said again. */
export const mayFollow = (now: ReferralState, next: ReferralStep['state']): boolean => {
  if (now === 'closed') return false;
  const isAgain = now === next && (next === 'assigned' || next === 'result');
  return isAgain || referralStates.indexOf(next) > referralStates.indexOf(now);
};

/** How long each state may last before it is overdue, milliseconds; null: as long as it takes. */
type ReferralLimits = Readonly<Record<ReferralState, number | null>>;

const minuteMs = 60_000;

/** @param acknowledgeMs the one that is set where the server is */
export const limitsOf = (acknowledgeMs: number): ReferralLimits => ({
  raised: acknowledgeMs,
  acknowledged: 60 * minuteMs,
  assigned: 240 * minuteMs,
  sampled: 2880 * minuteMs,
  result: 1440 * minuteMs,
  closed: null,
});

/** When a referral that came into this state at `sinceMs` is overdue; null: never. */
export const overdueAtMs = (
  limits: ReferralLimits,
  state: ReferralState,
  sinceMs: number,
): number | null => {
  const limit = limits[state];
  return limit === null ? null : sinceMs + limit;
};
