import { describe, expect, it } from 'vitest';
import {
  passkeyAddedSchema,
  passkeyAskedSchema,
  type PasskeyAsked,
  type PasskeyUsed,
} from '#protocol/passkey.ts';
import { problemSchema } from '#protocol/problem.ts';
import { sessionHeader, sessionResponseSchema } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { resetFactor } from '../../sync-server/services/officers/reset-factor.ts';
import { softAuthenticator } from '../support/soft-authenticator.ts';
import { bothEngines } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import { openWorld, serverNowMs, type ServerWorld, type Tablet } from './server-world.ts';

const host = 'chot.example';
const origin = `http://${host}`;

const post = async (
  { app }: Pick<ServerWorld, 'app'>,
  { deviceToken }: Tablet,
  token: string,
  path: string,
  body: object = {},
): Promise<unknown> => {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/${path}`,
    headers: { host, authorization: `Bearer ${deviceToken}`, [sessionHeader]: token },
    payload: { protocol: protocolVersion, nonce: 'nonce-of-passkey', ...body },
  });
  return answer.json();
};

const ask = async (
  world: Pick<ServerWorld, 'app'>,
  tablet: Tablet,
  token: string,
  path: 'passkeys/ask' | 'session/passkey/ask',
): Promise<PasskeyAsked> => passkeyAskedSchema.parse(await post(world, tablet, token, path));

const problemOf = (answer: unknown): string => problemSchema.parse(answer).problem;

/** An officer on a tablet with a passkey that was added after the six digits. */
const withPasskey = async (world: ServerWorld, key = softAuthenticator('one')) => {
  const tablet = await world.enrol();
  const officer = await seedOfficer(world, 'hn-01', 'supervisor');
  const proven = await tokenOf(world, tablet, officer, { code: codeNow() });
  const { challenge, rpId } = await ask(world, tablet, proven, 'passkeys/ask');
  const made = key.make({ challenge, rpId, origin });
  const added = await post(world, tablet, proven, 'passkeys', { made });
  expect(passkeyAddedSchema.parse(added).passkeys).toBe(1);
  return { tablet, officer, key };
};

describe.each(bothEngines)('a passkey as second factor, on $name', (engine) => {
  it('[FACTOR-7] is added by an officer who has proven the six digits, and from then on proves as much', async () => {
    await using world = await openWorld(engine);
    const { tablet, officer, key } = await withPasskey(world);
    const token = await tokenOf(world, tablet, officer);
    expect(problemOf(await post(world, tablet, token, 'persons/search'))).toBe(
      'session/second-factor',
    );
    expect(problemOf(await post(world, tablet, token, 'passkeys/ask'))).toBe(
      'session/second-factor',
    );
    const { challenge, rpId, passkeys } = await ask(world, tablet, token, 'session/passkey/ask');
    expect({ rpId, passkeys }).toEqual({ rpId: host, passkeys: [key.credentialId] });
    const used = key.use(1, { challenge, rpId, origin });
    const raised = sessionResponseSchema.parse(
      await post(world, tablet, token, 'session/passkey', { used }),
    );
    expect(raised.factors).toBe(2);
    expect(problemOf(await post(world, tablet, raised.token, 'persons/search'))).toBe(
      'request/malformed',
    );
    // The former token ends, and what was shown once shows nothing again.
    expect(problemOf(await post(world, tablet, token, 'session/passkey', { used }))).toBe(
      'session/needed',
    );
    expect(problemOf(await post(world, tablet, raised.token, 'session/passkey', { used }))).toBe(
      'passkey/refused',
    );
  });

  it('[FACTOR-8] proves nothing without a finger or a face, at another address, for another question, by another key, or when its counter goes back', async () => {
    await using world = await openWorld(engine);
    const { tablet, officer, key } = await withPasskey(world);
    const stranger = softAuthenticator('stranger');
    const token = await tokenOf(world, tablet, officer);
    const attempts: readonly ((asked: PasskeyAsked) => PasskeyUsed)[] = [
      ({ challenge, rpId }) => key.use(1, { challenge, rpId, origin, isVerified: false }),
      ({ challenge, rpId }) => key.use(1, { challenge, rpId, origin: 'http://ch0t.example' }),
      ({ challenge }) => key.use(1, { challenge, rpId: 'ch0t.example', origin }),
      ({ rpId }) => key.use(1, { challenge: 'A'.repeat(43), rpId, origin }),
      ({ challenge, rpId }) => stranger.use(1, { challenge, rpId, origin }),
      ({ challenge, rpId }) => ({
        ...stranger.use(1, { challenge, rpId, origin }),
        id: key.credentialId,
        rawId: key.credentialId,
      }),
    ];
    for (const attempt of attempts) {
      const asked = await ask(world, tablet, token, 'session/passkey/ask');
      const used = attempt(asked);
      expect(problemOf(await post(world, tablet, token, 'session/passkey', { used }))).toBe(
        'passkey/refused',
      );
    }
    const refusals = (await world.store.listAudit(0, 100)).filter(
      ({ deed }) => deed === 'sign-in-refused',
    );
    expect(refusals).toHaveLength(attempts.length);
    const useAt = async (counter: number, from: string) => {
      const { challenge, rpId } = await ask(world, tablet, from, 'session/passkey/ask');
      const used = key.use(counter, { challenge, rpId, origin });
      return post(world, tablet, from, 'session/passkey', { used });
    };
    const raised = sessionResponseSchema.parse(await useAt(5, token));
    expect(problemOf(await useAt(5, raised.token))).toBe('passkey/refused');
    expect(problemOf(await useAt(4, raised.token))).toBe('passkey/refused');
    expect(sessionResponseSchema.parse(await useAt(6, raised.token)).factors).toBe(2);
  });

  it('[FACTOR-8] is the officer’s own, and ends with a new second factor', async () => {
    await using world = await openWorld(engine);
    const { tablet, officer, key } = await withPasskey(world);
    const other = await seedOfficer(world, 'hn-01', 'administrator');
    const token = await tokenOf(world, tablet, other, { code: codeNow() });
    expect(problemOf(await post(world, tablet, token, 'session/passkey/ask'))).toBe('passkey/none');
    // Nor can it be taken over by adding it once more.
    const { challenge, rpId } = await ask(world, tablet, token, 'passkeys/ask');
    const made = key.make({ challenge, rpId, origin });
    expect(problemOf(await post(world, tablet, token, 'passkeys', { made }))).toBe(
      'passkey/refused',
    );
    const { store } = world;
    await resetFactor(
      { store, clock: () => serverNowMs, random: (size) => new Uint8Array(size) },
      officer,
    );
    const later = await tokenOf(world, tablet, officer);
    expect(problemOf(await post(world, tablet, later, 'session/passkey/ask'))).toBe('passkey/none');
  });

  it('[FACTOR-8] belongs to the address that the operator named, whatever the request says', async () => {
    await using world = await openWorld(engine);
    const { tablet, officer } = await withPasskey(world);
    const app = world.withPorts({ publicOrigin: 'https://other.example' });
    const token = await tokenOf(world, tablet, officer);
    expect(problemOf(await post({ app }, tablet, token, 'session/passkey/ask'))).toBe(
      'passkey/none',
    );
  });
});
