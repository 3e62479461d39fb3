import { describe, expect, it } from 'vitest';
import { protocolVersion } from '#protocol/version.ts';
import { sessionHeader } from '#protocol/session.ts';
import { authenticatorUri, codeAt } from '../../sync-server/services/officers/totp.ts';
import { resetFactor } from '../../sync-server/services/officers/reset-factor.ts';
import { bothEngines } from './engines.ts';
import { askChallenge, codeNow, seedOfficer, signInAs, tokenOf } from './officer-world.ts';
import { openWorld, refusal, serverNowMs, type ServerWorld, type Tablet } from './server-world.ts';

const minute = 60_000;

/** The same server later. */
const later = (world: ServerWorld, ms: number) => ({
  app: world.withPorts({ clock: () => serverNowMs + ms }),
});

const askAudit = (world: Pick<ServerWorld, 'app'>, { deviceToken }: Tablet, token: string) =>
  refusal(world.app, {
    method: 'POST',
    url: '/api/v1/audit',
    headers: { authorization: `Bearer ${deviceToken}`, [sessionHeader]: token },
    payload: {},
  });

describe('the codes of an authenticator', () => {
  it('[FACTOR-1] are those of RFC 6238', () => {
    // Appendix B, SHA-1, the last six of its eight digits.
    const secret = new TextEncoder().encode('12345678901234567890');
    const vectors = [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_111_111_111, '050471'],
      [1_234_567_890, '005924'],
      [2_000_000_000, '279037'],
      [20_000_000_000, '353130'],
    ] as const;
    for (const [seconds, code] of vectors) {
      expect(codeAt(secret, Math.floor(seconds / 30))).toBe(code);
    }
    expect(authenticatorUri('hn-01-ct1', secret)).toContain(
      'secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&',
    );
  });
});

describe.each(bothEngines)('an officer’s session on $name', (engine) => {
  it('[FACTOR-2] a code counts once, also under a new question, and a minute early or late not at all', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const officer = await seedOfficer(world, 'hn-01', 'administrator');
    await tokenOf(world, tablet, officer, { code: codeNow() });
    const again = await signInAs(world, tablet, officer, { code: codeNow() });
    expect(again).toEqual({ problem: 'session/refused' });
    for (const steps of [-2, -1, 2]) {
      const other = await signInAs(world, tablet, officer, { code: codeNow(steps) });
      expect(other).toEqual({ problem: 'session/refused' });
    }
    expect(await signInAs(world, tablet, officer, { code: codeNow(1) })).toHaveProperty('token');
  });

  it('[FACTOR-3] wrong codes cost waits that grow and that no restart shortens', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const officer = await seedOfficer(world, 'hn-01', 'tracer');
    for (let tries = 0; tries < 5; tries += 1) {
      const wrong = await signInAs(world, tablet, officer, { code: '000000' });
      expect(wrong).toEqual({ problem: 'session/refused' });
    }
    // Another face over the same database is what a restart leaves.
    const restarted = later(world, 29_000);
    const early = await signInAs(restarted, tablet, officer, { code: codeNow(1) });
    expect(early).toEqual({ problem: 'session/too-many' });
    const rested = await signInAs(later(world, 31_000), tablet, officer, { code: codeNow(1) });
    expect(rested).toHaveProperty('token');
  });

  it('[FACTOR-4] a PIN is proven to one question of one tablet, once', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const other = await world.enrol('hn-01', 'Máy 2');
    const officer = await seedOfficer(world, 'hn-01', 'supervisor');
    const wrongPin = { key: new Uint8Array(32).fill(8) };
    expect(await signInAs(world, tablet, officer, wrongPin)).toEqual({
      problem: 'session/refused',
    });
    const challenge = await askChallenge(world, tablet);
    expect(await signInAs(world, other, officer, { challenge })).toEqual({
      problem: 'session/needed',
    });
    expect(await signInAs(world, tablet, officer, { challenge })).toHaveProperty('token');
    expect(await signInAs(world, tablet, officer, { challenge })).toEqual({
      problem: 'session/needed',
    });
    expect(await signInAs(world, tablet, 'hn-01-nobody')).toEqual({ problem: 'session/refused' });
  });

  it('[FACTOR-5] ends after half an hour without a request, with a new second factor, at sign-out, and when the officer is removed', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const officer = await seedOfficer(world, 'hn-01', 'administrator');
    const token = await tokenOf(world, tablet, officer, { code: codeNow() });
    expect((await askAudit(later(world, 29 * minute), tablet, token)).problem).toBe(
      'request/malformed',
    );
    // That was a request: half an hour counts from it.
    expect((await askAudit(later(world, 58 * minute), tablet, token)).problem).toBe(
      'request/malformed',
    );
    expect((await askAudit(later(world, 89 * minute), tablet, token)).problem).toBe(
      'session/needed',
    );
    const { store } = world;
    const next = await tokenOf(world, tablet, officer, { code: codeNow(1) });
    await resetFactor(
      { store, clock: () => serverNowMs, random: (size) => new Uint8Array(size) },
      officer,
    );
    expect((await askAudit(world, tablet, next)).problem).toBe('session/needed');
    const left = await tokenOf(world, tablet, officer);
    await world.app.inject({
      method: 'POST',
      url: '/api/v1/session/end',
      headers: { authorization: `Bearer ${tablet.deviceToken}`, [sessionHeader]: left },
      payload: { protocol: protocolVersion, nonce: 'nonce-of-sign-out' },
    });
    expect((await askAudit(world, tablet, left)).problem).toBe('session/needed');
    const last = await tokenOf(world, tablet, officer);
    await store.transact((tx) => tx.removeAccount('hn-01', officer));
    expect((await askAudit(world, tablet, last)).problem).toBe('session/needed');
  });
});
