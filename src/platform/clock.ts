import { bytesToHex } from '@noble/hashes/utils.js';
import type { Clock } from '#domain/core/clock.ts';

export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monoMs: () => performance.now(),
  boot: bytesToHex(crypto.getRandomValues(new Uint8Array(8))),
};
