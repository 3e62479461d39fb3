import type { z } from 'zod';
import { mintNonce } from '#domain/core/random.ts';
import { fail, type Result } from '#domain/core/result.ts';
import { proveSignIn } from '#domain/officer/sign-in-proof.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import {
  challengeResponseSchema,
  sessionEndedSchema,
  sessionResponseSchema,
  type ChallengeRequest,
  type SessionRequest,
  type SessionResponse,
} from '#protocol/session.ts';
import {
  passkeyAddedSchema,
  passkeyAskedSchema,
  type PasskeyAdded,
  type PasskeyAddition,
  type PasskeyAsk,
  type PasskeyAsked,
  type PasskeyMade,
  type PasskeyProof,
  type PasskeyUsed,
} from '#protocol/passkey.ts';
import { problems } from '#protocol/problem.ts';
import { protocolVersion } from '#protocol/version.ts';
import { jsonBody, type ServerCall } from '../platform/network.ts';
import { systemRandom } from '../platform/random.ts';
import type { ChotDatabase } from '../store/database.ts';
import { readDevice } from '../store/read-device.ts';

type Asked<Schema extends z.ZodType> = Omit<ServerCall<Schema>, 'url' | 'credential'>;

/** What only this tablet may ask. */
export type AskAsTablet = <Schema extends z.ZodType>(
  path: string,
  asked: Asked<Schema>,
) => Promise<Result<z.infer<Schema>, CallFailure>>;

/** Asks the officer's authenticator, where there is a page to ask from; null: it told nobody. */
export type AskAuthenticator<Answer> = (asked: PasskeyAsked) => Promise<Answer | null>;

export type OfficerSession = {
  /** Null: none was opened since the tablet was unlocked. */
  readonly token: () => string | null;
  /** Opens one for who has unlocked the tablet; with the code of a second factor where one is needed. */
  readonly open: (code?: string) => Promise<Result<SessionResponse, CallFailure>>;
  /** Opens one and proves the second factor by a passkey of the officer's. */
  readonly openByPasskey: (
    use: AskAuthenticator<PasskeyUsed>,
  ) => Promise<Result<SessionResponse, CallFailure>>;
  /** Makes a passkey; the session must have proven the second factor already. */
  readonly addPasskey: (
    make: AskAuthenticator<PasskeyMade>,
  ) => Promise<Result<PasskeyAdded, CallFailure>>;
};

/** What the server would say, said without asking it. */
const refusedHere = (code: 'session/needed' | 'passkey/refused'): CallFailure => ({
  kind: 'refused',
  code,
  retry: problems[code].retry,
  retryAfterMs: null,
  reference: '',
});
/** The tablet is locked: nobody is there to prove anything. */
const nobody = refusedHere('session/needed');
/** The officer put the question away, or the authenticator could not tell who it is. */
const unused = refusedHere('passkey/refused');

/** The officer's session with the server, in memory only: it is forgotten with the lock and the page. */
export const createOfficerSession = (db: ChotDatabase, ask: AskAsTablet): OfficerSession => {
  const { vault } = db;
  let held: { readonly officerId: string; readonly token: string } | null = null;
  const message = () => ({ protocol: protocolVersion, nonce: mintNonce(systemRandom) });
  vault.subscribe(() => {
    if (held === null || vault.holder() === held.officerId) return;
    const { token: session } = held;
    held = null;
    // Should it not arrive, half an hour ends it.
    const { protocol, nonce } = message();
    const body = jsonBody({ protocol, nonce });
    void ask('session/end', { answer: sessionEndedSchema, body, nonce, session });
  });
  const open = async (code?: string): Promise<Result<SessionResponse, CallFailure>> => {
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
    if (opened.ok && vault.holder() === officerId) held = { officerId, token: opened.value.token };
    return opened;
  };
  const askPasskey = (
    path: 'session/passkey/ask' | 'passkeys/ask',
    session: string,
  ): Promise<Result<PasskeyAsked, CallFailure>> => {
    const asking: PasskeyAsk = message();
    const { nonce } = asking;
    return ask(path, { answer: passkeyAskedSchema, body: jsonBody(asking), nonce, session });
  };
  const openByPasskey: OfficerSession['openByPasskey'] = async (askFinger) => {
    if (held === null) {
      const opened = await open();
      if (!opened.ok) return opened;
    }
    if (held === null) return fail(nobody);
    const { officerId, token: session } = held;
    const asked = await askPasskey('session/passkey/ask', session);
    if (!asked.ok) return asked;
    const used = await askFinger(asked.value);
    if (used === null) return fail(unused);
    const proof: PasskeyProof = { ...message(), used };
    const { nonce } = proof;
    const raised = await ask('session/passkey', {
      answer: sessionResponseSchema,
      body: jsonBody(proof),
      nonce,
      session,
    });
    if (raised.ok && vault.holder() === officerId) held = { officerId, token: raised.value.token };
    return raised;
  };
  const addPasskey: OfficerSession['addPasskey'] = async (make) => {
    if (held === null) {
      const opened = await open();
      if (!opened.ok) return opened;
    }
    if (held === null) return fail(nobody);
    const { token: session } = held;
    const asked = await askPasskey('passkeys/ask', session);
    if (!asked.ok) return asked;
    const made = await make(asked.value);
    if (made === null) return fail(unused);
    const addition: PasskeyAddition = { ...message(), made };
    const { nonce } = addition;
    return ask('passkeys', {
      answer: passkeyAddedSchema,
      body: jsonBody(addition),
      nonce,
      session,
    });
  };
  return { token: () => held?.token ?? null, open, openByPasskey, addPasskey };
};
