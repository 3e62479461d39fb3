import { timingSafeEqual } from 'node:crypto';
import { hexToBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { proveSignIn } from '#domain/officer/sign-in-proof.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { SessionRequest, SessionResponse } from '#protocol/session.ts';
import type { EnrolledDevice } from '../../store/device.ts';
import type { OfficerAccount, OfficerFactor } from '../../store/officer-account.ts';
import type { StoreTransactor } from '../../store/store.ts';
import { tokenToHash } from '../identify-device.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { Challenges } from './challenges.ts';
import { stepOfCode } from './totp.ts';

const longestMs = 8 * 3_600_000;
const freeTries = 5;
const firstWaitMs = 30_000;
const longestWaitMs = 3_600_000;

/**
 * Lets an officer work with the server from a tablet: the PIN is proven by what it derives, the second
 * factor by a code that counts once. A wrong one costs time that survives a restart.
 */
export const openSession = async (
  ports: ServicePorts & { readonly challenges: Challenges },
  device: EnrolledDevice,
  request: SessionRequest,
): Promise<Result<SessionResponse, ProblemCode>> => {
  const { store, clock, random, challenges } = ports;
  const nowMs = clock();
  if (!challenges.answer(device.deviceId, request.challenge, nowMs)) return fail('session/needed');
  const token = Buffer.from(random(32)).toString('base64url');
  return store.transact(async (tx) => {
    const account = await tx.findAccount(device.unitId, request.officerId);
    if (account === null || !isProven(account, device, request)) {
      await noteRefusal(tx, device, request.officerId, nowMs);
      return fail('session/refused');
    }
    const factors = await proveSecond(tx, account, request.code, nowMs);
    if (!factors.ok) {
      await noteRefusal(tx, device, request.officerId, nowMs);
      return factors;
    }
    const { officerId, role, unitId } = account;
    const endsAtMs = nowMs + longestMs;
    await tx.insertSession({
      tokenHash: tokenToHash(token),
      unitId,
      deviceId: device.deviceId,
      officerId,
      role,
      factors: factors.value,
      usedAtMs: nowMs,
      endsAtMs,
    });
    const { nonce } = request;
    return ok({ nonce, token, role, factors: factors.value, endsAtMs });
  });
};

const isProven = (
  { signInKey }: OfficerAccount,
  { deviceId }: EnrolledDevice,
  { officerId, challenge, proof }: SessionRequest,
): boolean => {
  const expected = proveSignIn(hexToBytes(signInKey), { deviceId, officerId, challenge });
  return timingSafeEqual(Buffer.from(expected), Buffer.from(proof));
};

const proveSecond = async (
  tx: StoreTransactor,
  { officerId }: OfficerAccount,
  code: string | undefined,
  nowMs: number,
): Promise<Result<1 | 2, ProblemCode>> => {
  if (code === undefined) return ok(1);
  const factor = await tx.findFactor(officerId);
  if (factor === null) return fail('session/refused');
  if (nowMs < factor.waitUntilMs) return fail('session/too-many');
  const step = stepOfCode(hexToBytes(factor.secret), code, nowMs, factor.lastStep);
  await tx.putFactor(step === null ? afterWrong(factor, nowMs) : { ...factor, ...rested(step) });
  return step === null ? fail('session/refused') : ok(2);
};

const rested = (lastStep: number) => ({ lastStep, failures: 0, waitUntilMs: 0 });

/** Five free tries, then half a minute, a minute, two … up to an hour. */
const afterWrong = (factor: OfficerFactor, nowMs: number): OfficerFactor => {
  const failures = factor.failures + 1;
  const doublings = failures - freeTries;
  const waitMs = doublings < 0 ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** doublings);
  return { ...factor, failures, waitUntilMs: nowMs + waitMs };
};

const noteRefusal = (
  tx: StoreTransactor,
  { unitId, deviceId }: EnrolledDevice,
  officerId: string,
  atMs: number,
): Promise<void> =>
  tx.appendAudit({
    atMs,
    officerId,
    role: 'unknown',
    unitId,
    deviceId,
    deed: 'sign-in-refused',
    subjects: [],
  });
