import { recognise } from '#domain/qr/recognise.ts';
import type { TrustKey } from '#domain/qr/trust-key.ts';
import { verifyCode } from '#domain/qr/verify-code.ts';
import { verifySignature } from '../../src/platform/verify-signature.ts';

/** Runs inside the browser: from the text of a code to a declaration that is believed. Milliseconds, each. */
const citizenPage = {
  verify: async (
    texts: readonly string[],
    keys: readonly TrustKey[],
    nowMs: number,
  ): Promise<number[]> => {
    const taken: number[] = [];
    for (const text of texts) {
      const startedAt = performance.now();
      const code = recognise(text);
      if (code.kind !== 'signed-declaration') throw new Error(code.kind);
      const verified = await verifyCode(code, keys, nowMs, verifySignature);
      taken.push(performance.now() - startedAt);
      if (verified.outcome !== 'verified') throw new Error(JSON.stringify(verified));
    }
    return taken;
  },
};

export type CitizenPage = typeof citizenPage;
Object.assign(globalThis, { citizenPage });
