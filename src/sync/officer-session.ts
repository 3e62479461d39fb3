import type { z } from 'zod';
import { mintNonce } from '#domain/core/random.ts';
import { fail, type Result } from '#domain/core/result.ts';
import { proveSignIn } from '#domain/officer/sign-in-proof.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import {
  challengeResponseSchema,
  sessionResponseSchema,
  type ChallengeRequest,
  type SessionRequest,
  type SessionResponse,
} from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { jsonBody, type ServerCall } from '../platform/network.ts';
import { systemRandom } from '../platform/random.ts';
import type { ChotDatabase } from '../store/database.ts';
import { readDevice } from '../store/read-device.ts';

export type Asked<Schema extends z.ZodType> = Omit<ServerCall<Schema>, 'url' | 'credential'>;

/** What only this tablet may ask. */
export type AskAsTablet = <Schema extends z.ZodType>(
  path: string,
  asked: Asked<Schema>,
) => Promise<Result<z.infer<Schema>, CallFailure>>;

export type OfficerSession = {
  /** Null: none was opened since the tablet was unlocked. */
  readonly token: () => string | null;
  /** Opens one for who has unlocked the tablet; with the code of a second factor where one is needed. */
  readonly open: (code?: string) => Promise<Result<SessionResponse, CallFailure>>;
};

/** The tablet is locked: nobody is there to prove anything. */
const nobody: CallFailure = {
  kind: 'refused',
  code: 'session/needed',
  retry: 'after-sign-in',
  retryAfterMs: null,
  reference: '',
};

/** The officer's session with the server, in memory only: it is forgotten with the lock and the page. */
export const createOfficerSession = (db: ChotDatabase, ask: AskAsTablet): OfficerSession => {
  const { vault } = db;
  let held: { readonly officerId: string; readonly token: string } | null = null;
  vault.subscribe(() => {
    if (held !== null && vault.holder() !== held.officerId) held = null;
  });
  return {
    token: () => held?.token ?? null,
    open: async (code) => {
      const officerId = vault.holder();
      const signInKey = vault.signInKey();
      const device = await readDevice(db);
      if (officerId === null || signInKey === null || device === null) return fail(nobody);
      const asking: ChallengeRequest = {
        protocol: protocolVersion,
        nonce: mintNonce(systemRandom),
      };
      const asked = await ask('session/challenge', {
        answer: challengeResponseSchema,
        body: jsonBody(asking),
        nonce: asking.nonce,
      });
      if (!asked.ok) return asked;
      const { challenge } = asked.value;
      const { deviceId } = device;
      const request: SessionRequest = {
        protocol: protocolVersion,
        nonce: mintNonce(systemRandom),
        officerId,
        challenge,
        proof: proveSignIn(signInKey, { deviceId, officerId, challenge }),
        ...(code !== undefined && { code }),
      };
      const opened = await ask('session', {
        answer: sessionResponseSchema,
        body: jsonBody(request),
        nonce: request.nonce,
      });
      if (opened.ok && vault.holder() === officerId)
        held = { officerId, token: opened.value.token };
      return opened;
    },
  };
};
