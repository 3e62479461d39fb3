import { timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { EnrolRequestV2, EnrolResponse } from '#protocol/enrol.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { StoreTransactor } from '../store/store.ts';
import { typedToCodeHash } from './enrol-code.ts';
import { tokenToHash } from './identify-device.ts';
import type { ServicePorts } from './service-ports.ts';

/** What a code allows: one tablet of one unit, or whoever knows it, in a demonstration. */
type Permit = { readonly codeHash: string; readonly unitId: string } | 'anybody';

/**
 * Gives a tablet its identity. A repetition by the same tablet with the same key and code gives the same
 * one again [ENROL-7].
 * @param fixedCode enrols any number of tablets; null: only codes that were made for one do
 * @param publicKey the key that signed the request; null: a page of version 2, which is given a token
 */
export const enrolDevice = async (
  { store, clock, random }: ServicePorts,
  fixedCode: string | null,
  request: EnrolRequestV2,
  publicKey: string | null,
): Promise<Result<EnrolResponse, ProblemCode>> => {
  const { deviceId, unitId, deviceName: name, nonce } = request;
  // The code comes before all else: who does not know it learns nothing.
  const permit = await readPermit({ store, clock }, fixedCode, request, publicKey);
  if (permit === null) return fail('enrolment/code-refused');
  const unit = (await store.listUnits()).find((known) => known.unitId === unitId);
  if (!unit) return fail('unit/unknown');
  if (permit !== 'anybody' && permit.unitId !== unitId) return fail('enrolment/other-unit');
  const deviceToken =
    publicKey === null ? Buffer.from(random(32)).toString('base64url') : undefined;
  const enrolled = { nonce, deviceId, unit };
  const identity = {
    device: { deviceId, unitId, name, enrolledAtMs: clock() },
    tokenHash: deviceToken === undefined ? null : tokenToHash(deviceToken),
    publicKey,
  };
  const refusal = await giveIdentity({ store }, permit, identity);
  if (refusal !== null) return fail(refusal);
  return ok(deviceToken === undefined ? enrolled : { ...enrolled, deviceToken });
};

/** Null: the code is wrong, too old, or used by another tablet; which of these, nobody is told. */
const readPermit = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  fixedCode: string | null,
  { code, deviceId }: EnrolRequestV2,
  publicKey: string | null,
): Promise<Permit | null> => {
  if (fixedCode !== null && isSameCode(code, fixedCode)) return 'anybody';
  const codeHash = await typedToCodeHash(code);
  const made = codeHash === null ? null : await store.findEnrolCode(codeHash);
  if (!made) return null;
  const { unitId } = made;
  const isFresh = made.usedBy === null && clock() < made.expiresAtMs;
  if (isFresh) return { codeHash: made.codeHash, unitId };
  const device = made.usedBy === deviceId ? await store.findDevice(deviceId) : null;
  const isRepetition = publicKey !== null && device?.publicKey === publicKey;
  return isRepetition ? { codeHash: made.codeHash, unitId } : null;
};

type Identity = {
  readonly device: Omit<Parameters<StoreTransactor['insertDevice']>[0], 'tokenHash' | 'publicKey'>;
  readonly tokenHash: string | null;
  readonly publicKey: string | null;
};

class Refused extends Error {}

/** @returns why not, or null */
const giveIdentity = async (
  { store }: Pick<ServicePorts, 'store'>,
  permit: Permit,
  { device, tokenHash, publicKey }: Identity,
): Promise<ProblemCode | null> => {
  try {
    return await store.transact(async (tx) => {
      // Another tablet may have used the code while this one's hash was reckoned.
      if (permit !== 'anybody' && !(await tx.useEnrolCode(permit.codeHash, device.deviceId))) {
        return 'enrolment/code-refused';
      }
      const known = await tx.findDevice(device.deviceId);
      const isRepetition =
        publicKey !== null && known?.publicKey === publicKey && known.unitId === device.unitId;
      if (isRepetition && known.ending === null) return null;
      const isNew = await tx.insertDevice({ ...device, tokenHash, publicKey });
      // Somebody who knows a code must not take over the name of a tablet at work, nor waste the code.
      if (!isNew) throw new Refused();
      return null;
    });
  } catch (error) {
    if (error instanceof Refused) return 'device/not-allowed';
    throw error;
  }
};

/** Hashed first, so that lengths agree and the comparison tells nothing by its time. */
const isSameCode = (typed: string, expected: string): boolean =>
  timingSafeEqual(codeToDigest(typed), codeToDigest(expected));

/** Capitals and surrounding spaces are the keyboard's business. */
const codeToDigest = (code: string): Buffer =>
  Buffer.from(tokenToHash(code.trim().toUpperCase()), 'hex');
