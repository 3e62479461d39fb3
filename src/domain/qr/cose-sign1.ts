import { decode, encode, rfc8949EncodeOptions } from 'cborg';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/** The two that a verifier of health certificates must know (HCERT 1.0.8 §3.3.2), by IANA's numbers. */
const algorithmByNumber: ReadonlyMap<unknown, SignatureAlgorithm> = new Map([
  [-7, 'ES256'],
  [-37, 'PS256'],
]);
type SignatureAlgorithm = 'ES256' | 'PS256';

/** A message with one signature (RFC 9052 §4.2), taken apart and not yet believed. */
export type CoseSign1 = {
  readonly algorithm: SignatureAlgorithm;
  /** Lower-case hex; a hint for finding the key and nothing more. Null: any key may be meant. */
  readonly keyId: string | null;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  /** What the signature is over. */
  readonly signedBytes: Uint8Array;
};

const sign1Tag = 18;
const header = { algorithm: 1, critical: 2, keyId: 4 } as const;

/** CBOR of somebody else's making, maps as `Map`. Null when it is damaged, repeats a key or has no end. */
export const readCbor = (bytes: Uint8Array): unknown => {
  try {
    return decode(bytes, {
      useMaps: true,
      rejectDuplicateMapKeys: true,
      allowIndefinite: false,
      // 0: a time as text, which some issuers write for what the schema wants as plain text.
      tags: { [sign1Tag]: (content) => content(), 0: (content) => content() },
    });
  } catch {
    // Also a nest deeper than the machine can follow.
    return null;
  }
};

/** Null for anything but one ES256 or PS256 signature over bytes that lie inside. */
export const parseCoseSign1 = (bytes: Uint8Array): CoseSign1 | null => {
  const parts = readCbor(bytes);
  if (!Array.isArray(parts) || parts.length !== 4) return null;
  const [protectedBytes, unprotectedHeader, payload, signature]: unknown[] = parts;
  if (!(protectedBytes instanceof Uint8Array) || !(unprotectedHeader instanceof Map)) return null;
  if (!(payload instanceof Uint8Array) || !(signature instanceof Uint8Array)) return null;
  const protectedHeader = readCbor(protectedBytes);
  if (!(protectedHeader instanceof Map)) return null;
  // Something must be understood that is not.
  if (protectedHeader.has(header.critical)) return null;
  const algorithm = algorithmByNumber.get(protectedHeader.get(header.algorithm));
  if (algorithm === undefined) return null;
  const keyId: unknown = protectedHeader.get(header.keyId) ?? unprotectedHeader.get(header.keyId);
  if (keyId !== undefined && !(keyId instanceof Uint8Array)) return null;
  return {
    algorithm,
    keyId: keyId === undefined ? null : bytesToHex(keyId),
    payload,
    signature,
    signedBytes: sigStructure(protectedBytes, payload),
  };
};

/** RFC 9052 §4.4, without external data. */
const sigStructure = (protectedBytes: Uint8Array, payload: Uint8Array): Uint8Array =>
  encode(['Signature1', protectedBytes, new Uint8Array(), payload], rfc8949EncodeOptions);

/** A message whose signature is still to be made: what to sign, and the whole once that is done. */
export type UnsignedCose = {
  readonly signedBytes: Uint8Array;
  /** @param signature r and s, 32 bytes each */
  readonly withSignature: (signature: Uint8Array) => Uint8Array;
};

/**
 * Prepares an ES256 message, untagged: what stands around it says what it is.
 * @param keyId lower-case hex
 */
export const prepareCoseSign1 = (payload: Uint8Array, keyId: string): UnsignedCose => {
  const protectedBytes = encode(
    new Map<number, unknown>([
      [header.algorithm, -7],
      [header.keyId, hexToBytes(keyId)],
    ]),
    rfc8949EncodeOptions,
  );
  return {
    signedBytes: sigStructure(protectedBytes, payload),
    withSignature: (signature) =>
      encode([protectedBytes, new Map(), payload, signature], rfc8949EncodeOptions),
  };
};

/**
 * The same at once.
 * @param sign gives r and s, 32 bytes each
 */
export const makeCoseSign1 = (
  payload: Uint8Array,
  keyId: string,
  sign: (signedBytes: Uint8Array) => Uint8Array,
): Uint8Array => {
  const unsigned = prepareCoseSign1(payload, keyId);
  return unsigned.withSignature(sign(unsigned.signedBytes));
};
