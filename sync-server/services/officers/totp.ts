import { createHmac } from 'node:crypto';

/** RFC 6238 with what every authenticator speaks: SHA-1, thirty seconds, six digits. */
const stepMs = 30_000;
const digits = 6;
/** A clock may be a step behind or ahead. */
const driftSteps = 1;

export const secretBytes = 20;

/** HOTP (RFC 4226 §5.3). */
export const codeAt = (secret: Uint8Array, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const tag = createHmac('sha1', secret).update(counter).digest();
  const offset = (tag.at(-1) ?? 0) & 0xf;
  const number = (tag.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits;
  return String(number).padStart(digits, '0');
};

/** The time step a code belongs to, later than one that was accepted before; null: none. */
export const stepOfCode = (
  secret: Uint8Array,
  code: string,
  nowMs: number,
  lastStep: number,
): number | null => {
  const now = Math.floor(nowMs / stepMs);
  for (let step = now - driftSteps; step <= now + driftSteps; step += 1) {
    if (step > lastStep && codeAt(secret, step) === code) return step;
  }
  return null;
};

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 §6 without padding, as authenticators take it. */
const toBase32 = (bytes: Uint8Array): string => {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => base32[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
};

/** What an authenticator scans (the key URI format). */
export const authenticatorUri = (officerId: string, secret: Uint8Array): string =>
  `otpauth://totp/${encodeURIComponent(`Chốt:${officerId}`)}?secret=${toBase32(secret)}&issuer=${encodeURIComponent('Chốt')}`;
