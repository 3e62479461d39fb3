import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DeclareChallenged, DeclareRequest } from '#protocol/declare.ts';
import { isProofOf } from '#protocol/proof-of-work.ts';

/** About 65,000 hashes: a fraction of a second on a telephone, an hour of a processor for whoever sends 10,000. */
const workBits = 16;
const goodForMs = 10 * 60_000;

/**
 * Challenges that nobody has to remember: what they say is under a MAC, and the work is for one declaration's
 * id, which is kept once. After a restart a page asks for another one.
 */
export type WorkChallenges = {
  readonly make: (nowMs: number) => Omit<DeclareChallenged, 'nonce'>;
  readonly isProven: (
    asked: Pick<DeclareRequest, 'declarationId' | 'proof'>,
    nowMs: number,
  ) => boolean;
};

/** @param key 32 unpredictable bytes; @param random that many more */
export const createWorkChallenges = (
  key: Uint8Array,
  random: (size: number) => Uint8Array,
): WorkChallenges => {
  const macOf = (said: string): Buffer => createHmac('sha256', key).update(said).digest();
  return {
    make: (nowMs) => {
      const expiresAtMs = nowMs + goodForMs;
      const salt = Buffer.from(random(9)).toString('base64url');
      const said = `${workBits}.${expiresAtMs}.${salt}`;
      const challenge = `${said}.${macOf(said).toString('base64url')}`;
      return { challenge, bits: workBits, expiresAtMs };
    },
    isProven: ({ declarationId, proof: { challenge, counter } }, nowMs) => {
      const [, said = '', mac = ''] = /^(\d+\.\d+\.[\w-]+)\.([\w-]{43})$/.exec(challenge) ?? [];
      const [bits = '', expiresAt = ''] = said.split('.');
      const given = Buffer.from(mac, 'base64url');
      const due = macOf(said);
      if (given.length !== due.length || !timingSafeEqual(given, due)) return false;
      if (Number(expiresAt) <= nowMs) return false;
      return isProofOf({ challenge, bits: Number(bits) }, declarationId, counter);
    },
  };
};
