import { bytesToHex } from '@noble/hashes/utils.js';
import { proveSignIn } from '#domain/officer/sign-in-proof.ts';
import type { Role } from '#domain/officer/officer.ts';
import { problemSchema } from '#protocol/problem.ts';
import {
  challengeResponseSchema,
  sessionResponseSchema,
  type SessionRequest,
} from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { codeAt } from '../../sync-server/services/officers/totp.ts';
import { serverNowMs, type ServerWorld, type Tablet } from './server-world.ts';

const signInKey = new Uint8Array(32).fill(7);
const secret = new Uint8Array(20).fill(9);
const step = Math.floor(serverNowMs / 30_000);

export const codeNow = (steps = 0): string => codeAt(secret, step + steps);

/** An officer with a PIN and a second factor. @returns the officer's id */
export const seedOfficer = async (
  { store }: ServerWorld,
  unitId: string,
  role: Role,
): Promise<string> => {
  const officerId = `${unitId}-${role}`;
  await store.transact(async (tx) => {
    await tx.putAccount({ unitId, officerId, role, signInKey: bytesToHex(signInKey) });
    const fresh = { lastStep: 0, failures: 0, waitUntilMs: 0 };
    await tx.putFactor({ officerId, secret: bytesToHex(secret), ...fresh });
  });
  return officerId;
};

const post = (
  world: Pick<ServerWorld, 'app'>,
  { deviceToken }: Tablet,
  url: string,
  payload: object,
) =>
  world.app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${deviceToken}` },
    payload: { protocol: protocolVersion, nonce: 'nonce-of-session', ...payload },
  });

export const askChallenge = async (
  world: Pick<ServerWorld, 'app'>,
  tablet: Tablet,
): Promise<string> => {
  const answer = await post(world, tablet, '/api/v1/session/challenge', {});
  return challengeResponseSchema.parse(answer.json()).challenge;
};

/** Signs an officer in from a tablet. @returns the token, or the problem */
export const signInAs = async (
  world: Pick<ServerWorld, 'app'>,
  tablet: Tablet,
  officerId: string,
  more: Partial<SessionRequest> & { readonly key?: Uint8Array } = {},
): Promise<{ token: string } | { problem: string }> => {
  const { key = signInKey, ...sent } = more;
  const challenge = sent.challenge ?? (await askChallenge(world, tablet));
  const proof = proveSignIn(key, { deviceId: tablet.deviceId, officerId, challenge });
  const answer = await post(world, tablet, '/api/v1/session', {
    officerId,
    challenge,
    proof,
    ...sent,
  });
  const opened = sessionResponseSchema.safeParse(answer.json());
  if (opened.success) return { token: opened.data.token };
  return { problem: problemSchema.parse(answer.json()).problem };
};

/** The same for a sign-in that must succeed. */
export const tokenOf = async (...args: Parameters<typeof signInAs>): Promise<string> => {
  const outcome = await signInAs(...args);
  if (!('token' in outcome)) throw new Error(outcome.problem);
  return outcome.token;
};
