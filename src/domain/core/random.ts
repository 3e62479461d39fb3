import { bytesToHex } from '@noble/hashes/utils.js';
import type { Clock } from './clock.ts';
import { uuidV4, uuidV7 } from './uuid.ts';

/** A port: so many random bytes. */
export type Random = (length: number) => Uint8Array;

/** A new entry, subject, draft or session id: UUIDv7, whose order is roughly the order of time. */
export const mintId = (clock: Pick<Clock, 'wallMs'>, random: Random): string =>
  uuidV7(clock.wallMs(), random(10));

/** For names that must not tell when they were given, such as a log's. */
export const mintRandomId = (random: Random): string => uuidV4(random(16));

/** What the server must echo, so that a cached or invented answer is never believed. */
export const mintNonce = (random: Random): string => bytesToHex(random(16));

/** A fraction in [0, 1) of 32 random bits. */
export const randomFraction = (random: Random): number => {
  const [a = 0, b = 0, c = 0, d = 0] = random(4);
  return (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) / 2 ** 32;
};
