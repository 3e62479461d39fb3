import { Buffer } from 'node:buffer';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { PasskeyAsked, PasskeyMade, PasskeyUsed } from '#protocol/passkey.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { SessionResponse } from '#protocol/session.ts';
import type { EnrolledDevice } from '../../store/device.ts';
import type { OfficerPasskey, OfficerSession } from '../../store/officer-account.ts';
import { tokenToHash } from '../identify-device.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { Challenges } from './challenges.ts';
import { noteRefusal } from './note-refusal.ts';

/** Where the tablet's page comes from; a passkey answers to it and to nothing that looks like it. */
export type PageAddress = { readonly origin: string; readonly rpId: string };

/** Large, and many a server never needs it. */
const verifier = () => import('@simplewebauthn/server');

export type PasskeyPorts = ServicePorts & { readonly challenges: Challenges };

const mostPasskeys = 10;

/** A question for the authenticator, and the passkeys that could answer it. */
export const askForPasskey = async (
  { store, clock, challenges }: PasskeyPorts,
  { tokenHash, officerId }: OfficerSession,
  { rpId }: PageAddress,
): Promise<Omit<PasskeyAsked, 'nonce'>> => ({
  challenge: Buffer.from(challenges.ask(tokenHash, clock()), 'hex').toString('base64url'),
  rpId,
  officerId,
  passkeys: (await passkeysFor(store, officerId, rpId)).map(({ credentialId }) => credentialId),
});

const passkeysFor = async (
  store: ServicePorts['store'],
  officerId: string,
  rpId: string,
): Promise<OfficerPasskey[]> =>
  (await store.listPasskeys(officerId)).filter((passkey) => passkey.rpId === rpId);

/** Takes the challenge, so that whatever comes of it, it is answered. */
const isAsked =
  ({ challenges, clock }: PasskeyPorts, { tokenHash }: OfficerSession) =>
  (challenge: string): boolean =>
    challenges.answer(tokenHash, Buffer.from(challenge, 'base64url').toString('hex'), clock());

/** The library throws at whatever does not fit. */
const orNull = <Verified>(verifying: Promise<Verified>): Promise<Verified | null> =>
  verifying.catch(() => null);

/** Keeps a passkey that the officer's authenticator made. @returns how many the officer has now */
export const addPasskey = async (
  ports: PasskeyPorts,
  session: OfficerSession,
  { origin, rpId }: PageAddress,
  made: PasskeyMade,
): Promise<Result<number, ProblemCode>> => {
  const { store, clock } = ports;
  const { verifyRegistrationResponse } = await verifier();
  const verified = await orNull(
    verifyRegistrationResponse({
      response: { ...made, clientExtensionResults: {} },
      expectedChallenge: isAsked(ports, session),
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
    }),
  );
  if (!verified?.verified) return fail('passkey/refused');
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  const { officerId, role, unitId, deviceId } = session;
  const passkey = { credentialId: id, officerId, rpId, publicKey: bytesToHex(publicKey), counter };
  return store.transact(async (tx) => {
    const kept = await tx.listPasskeys(officerId);
    if (kept.length >= mostPasskeys || !(await tx.insertPasskey(passkey))) {
      return fail('passkey/refused');
    }
    const who = { atMs: clock(), officerId, role, unitId, deviceId };
    await tx.appendAudit({ ...who, deed: 'passkey-added', subjects: [officerId] });
    return ok(kept.length + 1);
  });
};

/** Raises a session to two factors by a passkey; under a new token, so that who saw the former has nothing. */
export const raiseByPasskey = async (
  ports: PasskeyPorts,
  device: EnrolledDevice,
  session: OfficerSession,
  { origin, rpId }: PageAddress,
  used: PasskeyUsed,
): Promise<Result<Omit<SessionResponse, 'nonce'>, ProblemCode>> => {
  const { store, clock, random } = ports;
  const { officerId, role, endsAtMs } = session;
  const refuse = () =>
    store.transact(async (tx) => {
      await noteRefusal(tx, device, officerId, clock());
      return fail('passkey/refused' as const);
    });
  const passkeys = await passkeysFor(store, officerId, rpId);
  const passkey = passkeys.find(({ credentialId }) => credentialId === used.id);
  if (passkey === undefined) return refuse();
  const { credentialId: id, publicKey, counter } = passkey;
  const { verifyAuthenticationResponse } = await verifier();
  const verified = await orNull(
    verifyAuthenticationResponse({
      response: { ...used, clientExtensionResults: {} },
      expectedChallenge: isAsked(ports, session),
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: { id, publicKey: Uint8Array.from(hexToBytes(publicKey)), counter },
      requireUserVerification: true,
    }),
  );
  if (!verified?.verified) return refuse();
  const { newCounter } = verified.authenticationInfo;
  const token = Buffer.from(random(32)).toString('base64url');
  const isRaised = await store.transact(async (tx) => {
    // Signed out meanwhile: it must not come back.
    if ((await tx.findSession(session.tokenHash)) === null) return false;
    if (!(await tx.notePasskeyUsed(passkey, newCounter))) return false;
    await tx.endSession(session.tokenHash);
    const raised = { tokenHash: tokenToHash(token), factors: 2, usedAtMs: clock() } as const;
    await tx.insertSession({ ...session, ...raised });
    return true;
  });
  return isRaised ? ok({ token, role, factors: 2, endsAtMs }) : refuse();
};
