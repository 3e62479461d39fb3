import { encode, rfc8949EncodeOptions } from 'cborg';
import { deflateSync } from 'fflate';
import { fail, ok, type Result } from '../core/result.ts';
import { answersByList } from '../declaration/answers.ts';
import { declarationSchema, type Declaration } from '../declaration/declaration.ts';
import { declarationValidMs } from '../declaration/doubts.ts';
import { base45ToBytes, bytesToBase45 } from './base45.ts';
import { claimKey, readClaims } from './claims.ts';
import { makeCoseSign1, parseCoseSign1, type CoseSign1 } from './cose-sign1.ts';
import {
  fieldForms,
  isCount,
  secondsToIso,
  uuidForm,
  yesNoKeys,
  type CodeFieldKey,
} from './declaration-fields.ts';
import { codeDictionary } from './code-dictionary.ts';
import { inflateRaw } from './inflate-bounded.ts';

/** A declaration that an issuer signed; whoever declared holds it on a telephone or on paper. */
export type SignedDeclaration = {
  /** The same in every showing of one code, so that a second use can be told. */
  readonly id: string;
  /** The declaration that this one corrects. */
  readonly supersedes: string | null;
  readonly issuer: string;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  readonly declaration: Declaration;
};

export const declarationPrefix = 'HN1:';

/** What a poor camera still reads from a telephone. */
const longestCode = 900;

/** The payload's first byte; inside the signature, so that nothing unsigned is ever inflated. */
const raw = 0;
const deflated = 1;

/** For private use (RFC 8392 §9.1). */
const declarationClaim = -65_537;

/** Beside the numbers of `fieldForms`. */
const headKey = { id: 1, supersedes: 2, yesNo: 3, ack: 4 } as const;

const usualCountry = 'VN';
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of this very object
const fieldKeys = Object.keys(fieldForms) as readonly CodeFieldKey[];

export type Issue = {
  readonly id: string;
  readonly supersedes: string | null;
  readonly issuer: string;
  /** Whole seconds, in Unix milliseconds. */
  readonly issuedAtMs: number;
  /** When it was declared and until when it is valid follow from the issue. */
  readonly declaration: Declaration;
};

/** What the code says: integer keys, no field twice, nothing that follows from something else. */
const declarationToCbor = ({ id, supersedes, declaration }: Issue): Map<number, unknown> => {
  const map = new Map<number, unknown>([
    [headKey.id, uuidForm.write(id)],
    [
      headKey.yesNo,
      yesNoKeys.reduce((bits, key, at) => bits + (declaration[key] ? 2 ** at : 0), 0),
    ],
    [
      headKey.ack,
      [declaration.ack.noticeVersion, answersByList.ackHow.indexOf(declaration.ack.how)],
    ],
  ]);
  if (supersedes !== null) map.set(headKey.supersedes, uuidForm.write(supersedes));
  const numberByPlace = new Map<string, number>();
  for (const key of fieldKeys) {
    const value = declaration[key];
    if (value === undefined || (key === 'nationality' && value === usualCountry)) continue;
    const [number, form] = fieldForms[key];
    const place = typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : null;
    // Home, stay and destination are often one: the second says where the first stands.
    const earlier = place === null ? undefined : numberByPlace.get(place);
    map.set(number, earlier ?? form.write(value));
    if (place !== null && earlier === undefined) numberByPlace.set(place, number);
  }
  return map;
};

const addressNumbers: ReadonlySet<number> = new Set(
  fieldKeys
    .filter((key) => key.startsWith('addr.') || key === 'move.from' || key === 'move.to')
    .map((key) => fieldForms[key][0]),
);

/** Null when something is there that no writer writes. */
const readFields = (map: ReadonlyMap<unknown, unknown>): Record<string, unknown> | null => {
  const known = new Set<unknown>(Object.values(headKey));
  const fields: Record<string, unknown> = { nationality: usualCountry };
  for (const key of fieldKeys) {
    const [number, form] = fieldForms[key];
    known.add(number);
    if (!map.has(number)) continue;
    const cbor = map.get(number);
    const elsewhere = addressNumbers.has(number) && isCount(cbor) && addressNumbers.has(cbor);
    const value = form.read(elsewhere ? map.get(cbor) : cbor);
    if (value === undefined) return null;
    fields[key] = value;
  }
  return [...map.keys()].every((key) => known.has(key)) ? fields : null;
};

/**
 * Reads what a signature was found to be good for.
 * @returns null when it is not what an issuer writes
 */
export const readSignedDeclaration = (payload: Uint8Array): SignedDeclaration | null => {
  const claims = unpack(payload);
  const read = claims && readClaims(claims);
  const map: unknown = read?.claims.get(declarationClaim);
  if (!read || !(map instanceof Map)) return null;
  const { issuer, issuedAtMs, expiresAtMs } = read;
  if (expiresAtMs - issuedAtMs > declarationValidMs) return null;
  const id = uuidForm.read(map.get(headKey.id));
  const supersedes = uuidForm.read(map.get(headKey.supersedes));
  if (id === null || (supersedes === null && map.has(headKey.supersedes))) return null;
  const yesNo: unknown = map.get(headKey.yesNo);
  const ack: unknown = map.get(headKey.ack);
  const fields = readFields(map);
  if (fields === null || !isCount(yesNo) || yesNo >= 2 ** yesNoKeys.length) return null;
  if (!Array.isArray(ack) || ack.length !== 2) return null;
  const [noticeVersion, how]: unknown[] = ack;
  const at = secondsToIso(Math.floor(issuedAtMs / 1000));
  const answers = yesNoKeys.map((key, place) => [key, Math.floor(yesNo / 2 ** place) % 2 === 1]);
  const declaration = declarationSchema.safeParse({
    ...fields,
    ...Object.fromEntries(answers),
    schemaVersion: 1,
    channel: yesNo % 2 === 1 ? 'proxy_qr' : 'self_qr',
    declaredAt: at,
    validUntil: secondsToIso(Math.floor(expiresAtMs / 1000)),
    ack: { noticeVersion, at, how: isCount(how) ? answersByList.ackHow[how] : undefined },
  });
  if (!declaration.success) return null;
  return { id, supersedes, issuer, issuedAtMs, expiresAtMs, declaration: declaration.data };
};

/**
 * The signed message of a code `HN1:`, not yet believed; null: it holds none.
 * There is one way to write it, so that a code with any letter changed is another code.
 */
export const openDeclarationCode = (text: string): CoseSign1 | null => {
  if (!text.startsWith(declarationPrefix) || text.length > longestCode) return null;
  const bytes = base45ToBytes(text.slice(declarationPrefix.length));
  const message = bytes && parseCoseSign1(bytes);
  if (!message || message.keyId === null) return null;
  const { payload, keyId, signature } = message;
  const written = makeCoseSign1(payload, keyId, () => signature);
  const isSame = written.length === bytes.length && written.every((byte, at) => byte === bytes[at]);
  return isSame ? message : null;
};

const unpack = (payload: Uint8Array): Uint8Array | null => {
  const body = payload.subarray(1);
  if (payload[0] === raw) return body;
  return payload[0] === deflated ? inflateRaw(body, codeDictionary) : null;
};

const pack = (claims: Uint8Array): Uint8Array => {
  const smaller = deflateSync(claims, { level: 9, dictionary: codeDictionary });
  return smaller.length < claims.length
    ? Uint8Array.of(deflated, ...smaller)
    : Uint8Array.of(raw, ...claims);
};

export type CodeFault = { readonly code: 'declaration-code/too-long' | 'declaration-code/invalid' };

/**
 * Makes the code, valid for 72 hours from its issue.
 * @param sign ES256 over the bytes given: r and s, 32 bytes each
 */
export const makeDeclarationCode = (
  issue: Issue,
  keyId: string,
  sign: (signedBytes: Uint8Array) => Uint8Array,
): Result<string, CodeFault> => {
  const issuedAt = Math.floor(issue.issuedAtMs / 1000);
  const claims = encode(
    new Map<number, unknown>([
      [claimKey.issuer, issue.issuer],
      [claimKey.issuedAt, issuedAt],
      [claimKey.expiresAt, issuedAt + declarationValidMs / 1000],
      [declarationClaim, declarationToCbor(issue)],
    ]),
    rfc8949EncodeOptions,
  );
  const payload = pack(claims);
  // What could not be read at the checkpoint is refused here.
  if (readSignedDeclaration(payload) === null) return fail({ code: 'declaration-code/invalid' });
  const text = declarationPrefix + bytesToBase45(makeCoseSign1(payload, keyId, sign));
  return text.length > longestCode ? fail({ code: 'declaration-code/too-long' }) : ok(text);
};
