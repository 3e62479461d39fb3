import { bytesToHex } from '@noble/hashes/utils.js';

/** Questions that were asked and not answered yet; a restart forgets them, and they are asked again. */
export type Challenges = {
  readonly ask: (deviceId: string, nowMs: number) => string;
  /** Whether this very question was asked of this tablet and not answered yet; it is now. */
  readonly answer: (deviceId: string, challenge: string, nowMs: number) => boolean;
};

const goodForMs = 120_000;
/** One open question a tablet, for a city of tablets. */
const mostAtOnce = 4096;

export const createChallenges = (random: (size: number) => Uint8Array): Challenges => {
  const askedOf = new Map<string, { readonly challenge: string; readonly untilMs: number }>();
  return {
    ask: (deviceId, nowMs) => {
      const challenge = bytesToHex(random(32));
      askedOf.delete(deviceId);
      if (askedOf.size >= mostAtOnce) askedOf.delete(askedOf.keys().next().value ?? '');
      askedOf.set(deviceId, { challenge, untilMs: nowMs + goodForMs });
      return challenge;
    },
    answer: (deviceId, challenge, nowMs) => {
      const asked = askedOf.get(deviceId);
      if (asked?.challenge !== challenge) return false;
      askedOf.delete(deviceId);
      return nowMs <= asked.untilMs;
    },
  };
};
