import { limitsOf, overdueAtMs, type ReferralState } from '#domain/referral/referral-state.ts';
import { silentAfterMs } from '#domain/shift/completeness.ts';
import type { ServicePorts } from '../service-ports.ts';

export type CommandPorts = Pick<ServicePorts, 'store' | 'clock'> & {
  /** How long a referral may wait to be acknowledged, milliseconds. */
  readonly acknowledgeMs: number;
};

/** Referrals that are not closed, the longest waiting first. */
export const readOpenReferrals = async ({ store, clock, acknowledgeMs }: CommandPorts) => {
  const limits = limitsOf(acknowledgeMs);
  const nowMs = clock();
  return (await store.listOpenReferrals()).map((referral) => {
    // Nothing else is ever written there.
    const dueAtMs = overdueAtMs(limits, referral.state as ReferralState, referral.sinceMs);
    return { ...referral, isOverdue: dueAtMs !== null && nowMs >= dueAtMs };
  });
};

/** Tablets at work, with whether they were not heard of for long. */
export const readTablets = async ({ store, clock }: CommandPorts) => {
  const nowMs = clock();
  return (await store.listTabletStates()).map((tablet) => ({
    ...tablet,
    isSilent: tablet.lastContactAtMs === null || nowMs - tablet.lastContactAtMs > silentAfterMs,
  }));
};
