import { constants, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { bytesToBase45 } from '#domain/qr/base45.ts';
import { trustKeySchema, type TrustKey } from '#domain/qr/trust-key.ts';
import { encode } from 'cborg';
import { deflateSync, zlibSync } from 'fflate';

export type CodeSigner = {
  readonly trusted: TrustKey;
  readonly sign: (data: Uint8Array) => Uint8Array;
};

const common = { notBeforeMs: 0, notAfterMs: null, withdrawnAtMs: null };

/** An issuer with a fresh key. */
export const makeSigner = (
  algorithm: TrustKey['algorithm'],
  purpose: TrustKey['purpose'],
  facts: Partial<Pick<TrustKey, 'keyId' | 'issuer' | 'notBeforeMs' | 'notAfterMs'>> = {},
): CodeSigner => {
  const { publicKey, privateKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    trusted: trustKeySchema.parse({
      ...common,
      keyId: '0a0b0c0d',
      issuer: 'VN',
      ...facts,
      algorithm,
      purpose,
      jwk: publicKey.export({ format: 'jwk' }),
    }),
    sign: (data) => signWith(privateKey, algorithm, data),
  };
};

const signWith = (key: KeyObject, algorithm: TrustKey['algorithm'], data: Uint8Array): Buffer =>
  algorithm === 'ES256'
    ? sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' })
    : sign('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });

/** A signed message over any bytes, also such as no honest issuer signs. */
export const signBytes = (
  { trusted, sign: signData }: CodeSigner,
  payload: Uint8Array,
): Uint8Array => {
  const number = trusted.algorithm === 'ES256' ? -7 : -37;
  const keyId = Uint8Array.from(Buffer.from(trusted.keyId, 'hex'));
  const header = encode(
    new Map<number, unknown>([
      [1, number],
      [4, keyId],
    ]),
  );
  const signature = signData(encode(['Signature1', header, new Uint8Array(), payload]));
  return encode([header, new Map(), payload, Uint8Array.from(signature)]);
};

/** A health certificate as its issuers write it: token, signature, zlib, Base45. */
export const toPassCode = (signer: CodeSigner, claims: Map<number, unknown>): string =>
  `HC1:${bytesToBase45(zlibSync(signBytes(signer, encode(claims))))}`;

/** A code `HN1:` over any claims. */
export const toDeclarationCode = (
  signer: CodeSigner,
  claims: Uint8Array,
  deflate = false,
): string => {
  const body = deflate ? deflateSync(claims) : claims;
  return `HN1:${bytesToBase45(signBytes(signer, Uint8Array.of(deflate ? 1 : 0, ...body)))}`;
};
