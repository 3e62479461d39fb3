import { fail, ok, type Result } from '#domain/core/result.ts';
import { mayFollow, type ReferralState } from '#domain/referral/referral-state.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { ReferralStepRequest } from '#protocol/referrals.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { ServicePorts } from '../service-ports.ts';

/** Adds what the health desk did about a referral. Who was overtaken by a colleague is told so, and adds nothing. */
export const takeStep = (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  { officerId, role, unitId: atUnit, deviceId }: OfficerSession,
  { unitId, recordId, step }: ReferralStepRequest,
): Promise<Result<ReferralState, ProblemCode>> =>
  store.transact(async (tx): Promise<Result<ReferralState, ProblemCode>> => {
    const key = { unitId, recordId };
    const atMs = clock();
    // The audit's head is one row: two who tap at once are taken one after the other.
    await tx.appendAudit({
      atMs,
      officerId,
      role,
      unitId: atUnit,
      deviceId,
      deed: `referral-${step.state}`,
      subjects: [recordId],
    });
    const kept = await tx.findReferral(key);
    if (kept === null) return fail('referral/unknown');
    if (!mayFollow(kept.state, step.state)) return fail('referral/overtaken');
    const detail = Object.keys(step).length > 1 ? JSON.stringify(step) : null;
    await tx.appendReferralLine(key, { state: step.state, atMs, officerId, detail });
    return ok(step.state);
  });
