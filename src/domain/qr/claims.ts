import { readCbor } from './cose-sign1.ts';

/** Claims of a CBOR Web Token (RFC 8392 §3.1): who says it, since when and until when. */
export const claimKey = { issuer: 1, expiresAt: 4, issuedAt: 6 } as const;

export type Claims = {
  readonly issuer: string;
  /** Unix milliseconds. */
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  readonly claims: ReadonlyMap<unknown, unknown>;
};

const latestSeconds = 253_402_300_799;

/** Seconds since 1970, whole or with a fraction, up to the year 9999. */
const readInstant = (value: unknown): number | null =>
  typeof value === 'number' && value >= 0 && value <= latestSeconds
    ? Math.floor(value * 1000)
    : null;

export const readClaims = (payload: Uint8Array): Claims | null => {
  const claims = readCbor(payload);
  if (!(claims instanceof Map)) return null;
  const issuer: unknown = claims.get(claimKey.issuer);
  const issuedAtMs = readInstant(claims.get(claimKey.issuedAt));
  const expiresAtMs = readInstant(claims.get(claimKey.expiresAt));
  if (typeof issuer !== 'string' || issuer.length > 60) return null;
  if (issuedAtMs === null || expiresAtMs === null || expiresAtMs < issuedAtMs) return null;
  return { issuer, issuedAtMs, expiresAtMs, claims };
};
