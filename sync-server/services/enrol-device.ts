import { timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { EnrolRequest, EnrolResponse } from '#protocol/enrol.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { tokenToHash } from './identify-device.ts';
import type { ServicePorts } from './service-ports.ts';

/**
 * Gives a tablet its identity and its token; the token leaves the server this once.
 * @param enrolCode null: nobody can enrol
 */
export const enrolDevice = async (
  { store, clock, random }: ServicePorts,
  enrolCode: string | null,
  request: EnrolRequest,
): Promise<Result<EnrolResponse, ProblemCode>> => {
  // The code comes before the unit: who does not know it learns nothing else.
  if (enrolCode === null || !isSameCode(request.code, enrolCode)) {
    return fail('enrolment/code-refused');
  }
  const unit = (await store.listUnits()).find(({ unitId }) => unitId === request.unitId);
  if (!unit) return fail('unit/unknown');
  const enrolledAtMs = clock();
  const deviceToken = Buffer.from(random(32)).toString('base64url');
  const { deviceId } = request;
  const isNew = await store.transact((tx) =>
    tx.insertDevice({
      deviceId,
      unitId: unit.unitId,
      name: request.deviceName,
      tokenHash: tokenToHash(deviceToken),
      enrolledAtMs,
    }),
  );
  // Somebody who knows the code must not take over the name of a tablet at work.
  if (!isNew) return fail('device/not-allowed');
  return ok({ nonce: request.nonce, deviceId, deviceToken, unit });
};

/** Hashed first, so that lengths agree and the comparison tells nothing by its time. */
const isSameCode = (typed: string, expected: string): boolean =>
  timingSafeEqual(codeToDigest(typed), codeToDigest(expected));

/** Capitals and surrounding spaces are the keyboard's business. */
const codeToDigest = (code: string): Buffer =>
  Buffer.from(tokenToHash(code.trim().toUpperCase()), 'hex');
