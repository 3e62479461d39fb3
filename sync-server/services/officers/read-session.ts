import { fail, ok, type Result } from '#domain/core/result.ts';
import { may, type Deed } from '#domain/officer/permissions.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { EnrolledDevice } from '../../store/device.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import { tokenToHash } from '../identify-device.ts';
import type { ServicePorts } from '../service-ports.ts';

const idleMs = 30 * 60_000;
/** A session is noted as used no more often than this. */
const noteEveryMs = 60_000;

/** The officer's session that stands on this tablet under this token, or null. */
const findStanding = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  device: EnrolledDevice,
  token: string,
): Promise<OfficerSession | null> => {
  const nowMs = clock();
  const session = await store.findSession(tokenToHash(token));
  if (session === null || session.deviceId !== device.deviceId) return null;
  if (session.unitId !== device.unitId) return null;
  if (nowMs > session.endsAtMs || nowMs - session.usedAtMs > idleMs) return null;
  if (nowMs - session.usedAtMs > noteEveryMs) {
    await store.transact((tx) => tx.touchSession(session.tokenHash, nowMs));
  }
  return session;
};

/** Who asks, if that officer may do this deed now. */
export const readSession = async (
  ports: Pick<ServicePorts, 'store' | 'clock'>,
  device: EnrolledDevice,
  token: string | null,
  rule: { readonly may: Deed; readonly secondFactor: boolean },
): Promise<Result<OfficerSession, ProblemCode>> => {
  const session = token === null ? null : await findStanding(ports, device, token);
  if (session === null) return fail('session/needed');
  if (!may(session.role, rule.may)) return fail('officer/not-allowed');
  return rule.secondFactor && session.factors < 2 ? fail('session/second-factor') : ok(session);
};
