import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { encode, rfc8949EncodeOptions } from 'cborg';
import { z } from 'zod';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { hexToUuid, uuidToHex } from '#domain/core/uuid.ts';
import { nextDigest } from '#domain/log/chain.ts';
import { lostHash } from '#domain/log/lost-entry.ts';
import { isSealed } from '#domain/log/sealed-frame.ts';
import { parseCoseSign1, prepareCoseSign1, type UnsignedCose } from '#domain/qr/cose-sign1.ts';
import type { VerifySignature } from '#domain/qr/trust-key.ts';
import { deviceKeySchema } from './device-key.ts';
import { decodePushBody, framesOf, transferCheck } from './push-body.ts';
import { pushLimitBytes, type PushRequest } from './push.ts';
import { readPushRequest } from './read-push.ts';

/** A parcel at its longest: a push, and what stands around it. */
export const parcelLimitBytes = pushLimitBytes + 2 * 1024;

const bytes = z.instanceof(Uint8Array);
const hash = z.codec(
  bytes.refine(({ length }) => length === 32),
  z.string().regex(/^[0-9a-f]{64}$/),
  { decode: (value) => bytesToHex(value), encode: (value) => hexToBytes(value) },
);
const id = z.codec(
  bytes.refine(({ length }) => length === 16),
  z.uuid(),
  {
    decode: (value) => hexToUuid(bytesToHex(value)),
    encode: (value) => hexToBytes(uuidToHex(value)),
  },
);

/**
 * So much of one log, in the wire form of a push, stated and signed by the tablet that made it, for somebody
 * else to carry. All of it but the frames is in the clear; the frames only the server reads.
 */
export const parcelSchema = z.strictObject({
  v: z.literal(1),
  deviceId: id,
  unitId: z.string().min(1).max(40),
  /** What its officers call the tablet. */
  deviceName: z.string().min(1).max(80),
  logId: id,
  /** Positions, lost ones included. */
  from: z.int().min(1),
  through: z.int().min(1),
  /** Crossings among them. */
  records: z.int().min(0),
  /** Chain digests at `from` − 1 and at `through`. */
  before: hash,
  digest: hash,
  /** How far the log went when this was written. */
  head: z.int().min(1),
  /** Unix milliseconds by the tablet's clock. */
  madeAtMs: z.int(),
  /** To tell damage before the server does; only the server knows whether it is the tablet's. */
  key: deviceKeySchema.pick({ x: true, y: true }),
  /** The body of a `POST /api/v1/push`. */
  push: bytes.refine(({ length }) => length <= pushLimitBytes),
});
export type Parcel = z.infer<typeof parcelSchema>;

/** A parcel that was read, and the push inside it. */
export type ReadParcel = { readonly parcel: Parcel; readonly push: PushRequest };

/**
 * `carry/damaged`: not as it was written. `carry/unsealed`: whoever carries it could read it.
 */
export type ParcelFault = 'carry/damaged' | 'carry/unsealed';

/** A parcel before its tablet signs it: a COSE_Sign1 (RFC 9052) by ES256, untagged. */
export const prepareParcel = (parcel: Parcel): UnsignedCose =>
  prepareCoseSign1(
    encode(z.encode(parcelSchema, parcel), rfc8949EncodeOptions),
    uuidToHex(parcel.deviceId),
  );

/**
 * Reads a parcel as whoever carries it can: it is whole, signed by the key it names, its entries chain from
 * its one digest to the other, and none of them can be read.
 */
export const readParcel = async (
  input: Uint8Array,
  verify: VerifySignature,
): Promise<Result<ReadParcel, ParcelFault>> => {
  const opened = openParcel(input);
  if (opened === null) return fail('carry/damaged');
  const { parcel, push, isSignedBy } = opened;
  if (!isChained(parcel, push)) return fail('carry/damaged');
  if (!framesOf(push).every(isSealed)) return fail('carry/unsealed');
  const isSigned = await isSignedBy({ kty: 'EC', crv: 'P-256', ...parcel.key }, verify);
  return isSigned ? ok({ parcel, push }) : fail('carry/damaged');
};

type OpenedParcel = ReadParcel & {
  readonly isSignedBy: (
    jwk: z.infer<typeof deviceKeySchema>,
    verify: VerifySignature,
  ) => Promise<boolean>;
};

/** What a parcel says, its push read and found to be the one it speaks of, and not yet believed. */
export const openParcel = (input: Uint8Array): OpenedParcel | null => {
  if (input.length > parcelLimitBytes) return null;
  const cose = parseCoseSign1(input);
  if (cose?.algorithm !== 'ES256') return null;
  const read = parcelSchema.safeParse(decodePushBody(cose.payload));
  if (!read.success || cose.keyId !== uuidToHex(read.data.deviceId)) return null;
  const parcel = read.data;
  const push = readPushRequest(decodePushBody(parcel.push));
  if (push === null || !isPushOf(parcel, push)) return null;
  const { signedBytes, signature } = cose;
  return {
    parcel,
    push,
    isSignedBy: (jwk, verify) => verify({ algorithm: 'ES256', jwk }, signedBytes, signature),
  };
};

const isPushOf = ({ logId, from, through, head }: Parcel, push: PushRequest): boolean => {
  const length = (push.skip?.count ?? 0) + push.entries.length;
  // What must be known ahead of its log is in the log itself, all of which is carried.
  const isPlain = push.alerts === undefined && length > 0;
  return (
    isPlain &&
    push.logId === logId &&
    push.from === from &&
    through === from + length - 1 &&
    head >= through
  );
};

/** Positions that one parcel may declare lost: each costs two hashes to check. */
const parcelSkips = 2000;

const isChained = ({ logId, from, before, digest }: Parcel, push: PushRequest): boolean => {
  const skips = push.skip?.count ?? 0;
  if (skips > parcelSkips) return false;
  const hashes = push.entries.map(({ frame }) => sha256(frame));
  const check = transferCheck(hashes);
  if (!check.every((byte, index) => byte === push.check[index])) return false;
  let chained = before;
  for (let lost = 0; lost < skips; lost += 1) {
    chained = nextDigest(chained, lostHash(logId, from + lost));
  }
  for (const each of hashes) chained = nextDigest(chained, bytesToHex(each));
  return chained === digest;
};
