import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { enrolCodeResponseSchema } from '#protocol/administration.ts';
import { boardResponseSchema } from '#protocol/board.ts';
import { unitsResponseSchema } from '#protocol/enrol.ts';
import { protocolVersion } from '#protocol/version.ts';
import { typedToCodeHash } from '../../sync-server/services/enrol-code.ts';
import { idOf } from '../support/id-of.ts';
import { makeTestSigner, signedHeaders, type TestSigner } from '../support/test-signer.ts';
import {
  adminToken,
  enrolCode,
  onBoard,
  openWorld,
  push,
  refusal,
  serverNowMs,
  units,
  type ServerWorld,
} from './server-world.ts';

const signer = makeTestSigner(idOf('device', 1));
const target = '/api/v1/enrol';

/** What a tablet sends; `by` signs it. */
const enrolment = (change: Record<string, unknown> = {}, by: TestSigner = signer) => {
  const payload = JSON.stringify({
    protocol: protocolVersion,
    nonce: 'nonce-of-enrolment',
    deviceId: by.deviceId,
    code: enrolCode,
    unitId: 'hn-01',
    deviceName: ' Máy 1 ',
    key: by.publicKey,
    ...change,
  });
  const signed = signedHeaders(by, { method: 'POST', target, body: payload });
  const headers = { ...signed, 'content-type': 'application/json' };
  return { method: 'POST' as const, url: target, headers, payload };
};

const boardOf = async (app: FastifyInstance, by: TestSigner) => {
  const headers = signedHeaders(by, { method: 'GET', target: '/api/v1/board' });
  return app.inject({ url: '/api/v1/board', headers });
};

/** A code of an administrator's. */
const makeCode = async ({ app }: ServerWorld, unitId = 'hn-01') => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/admin/enrol-codes',
    headers: { authorization: `Bearer ${adminToken}` },
    payload: { protocol: protocolVersion, unitId },
  });
  return enrolCodeResponseSchema.parse(answer.json());
};

describe('enrolment', () => {
  it('[ENROL-1] the right code gives a tablet an identity that works at once, by its key alone', async () => {
    await using world = await openWorld();
    const answer = await world.app.inject(enrolment());
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      nonce: 'nonce-of-enrolment',
      deviceId: signer.deviceId,
      unit: units[0],
    });
    const board = boardResponseSchema.parse((await boardOf(world.app, signer)).json());
    expect(board.units[0]?.tablets[0]?.deviceName).toBe('Máy 1');
  });

  it('[ENROL-1] a page of the version before is given a token that works at once', async () => {
    await using world = await openWorld();
    const tablet = await world.enrol();
    expect(Buffer.from(tablet.deviceToken, 'base64url')).toHaveLength(32);
    await push(world.app, tablet, []);
    expect((await onBoard(world.app, tablet)).deviceName).toBe('Máy 1');
  });

  it('[ENROL-1] who does not hold the key that it makes known is not enrolled', async () => {
    await using world = await openWorld();
    const foreign = makeTestSigner(signer.deviceId);
    const asked = enrolment({ key: foreign.publicKey });
    const unsigned = { ...enrolment(), headers: { 'content-type': 'application/json' } };
    const otherName = enrolment({ deviceId: idOf('device', 2) });
    for (const request of [asked, unsigned, otherName]) {
      expect((await refusal(world.app, request)).problem).toBe('device/unknown');
    }
    expect(await world.store.listDevices()).toEqual([]);
  });

  it('[ENROL-2] capitals and spaces around the code do not matter, everything else does', async () => {
    await using world = await openWorld();
    const typed = await world.app.inject(enrolment({ code: ' code-1234 ' }));
    expect(typed.statusCode).toBe(200);
    for (const code of ['CODE-1235', 'CODE', 'CODE-12345']) {
      const problem = await refusal(world.app, enrolment({ code }));
      expect(problem.problem).toBe('enrolment/code-refused');
    }
  });

  it('[ENROL-3] without the code nobody learns whether a unit exists', async () => {
    await using world = await openWorld();
    const wrongCode = await refusal(world.app, enrolment({ code: 'WRONG', unitId: 'nowhere' }));
    expect(wrongCode.problem).toBe('enrolment/code-refused');
    const wrongUnit = await refusal(world.app, enrolment({ unitId: 'nowhere' }));
    expect(wrongUnit.problem).toBe('unit/unknown');
  });

  it('[ENROL-4] a server without a code enrols nobody', async () => {
    await using world = await openWorld();
    const closed = world.withPorts({ enrolCode: null });
    const problem = await refusal(closed, enrolment());
    expect(problem.problem).toBe('enrolment/code-refused');
  });

  it('[ENROL-5] two tablets never share an identity or a token', async () => {
    await using world = await openWorld();
    const tablets = [await world.enrol(), await world.enrol()];
    expect(new Set(tablets.map(({ deviceId }) => deviceId)).size).toBe(2);
    expect(new Set(tablets.map(({ deviceToken }) => deviceToken)).size).toBe(2);
  });

  it('[ENROL-7] an enrolment whose answer was lost leaves no second tablet, also on another unit', async () => {
    await using world = await openWorld();
    await world.app.inject(enrolment({ unitId: 'hn-02' }));
    const [first, again] = [enrolment(), enrolment()];
    await world.app.inject(first);
    expect((await world.app.inject(again)).statusCode).toBe(200);
    const board = boardResponseSchema.parse((await boardOf(world.app, signer)).json());
    expect(board.units.flatMap(({ tablets }) => tablets)).toHaveLength(1);
    const other = makeTestSigner(signer.deviceId);
    expect((await world.app.inject(enrolment({}, other))).statusCode).toBe(200);
    expect((await boardOf(world.app, signer)).statusCode).toBe(401);
  });

  it('[ENROL-7] nobody takes over the name of a tablet that has spoken', async () => {
    await using world = await openWorld();
    const tablet = await world.enrol();
    await push(world.app, tablet, []);
    const thief = makeTestSigner(tablet.deviceId);
    for (const unitId of ['hn-01', 'hn-02']) {
      const taken = await refusal(world.app, enrolment({ unitId }, thief));
      expect(taken.problem).toBe('device/not-allowed');
    }
  });

  it('[ENROL-9] a code of an administrator enrols one tablet of one unit, typed or scanned', async () => {
    await using world = await openWorld();
    const made = await makeCode(world);
    expect(made.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(made.qrText).toBe(`CHOT-ENROL:${made.code}`);
    const elsewhere = await refusal(world.app, enrolment({ code: made.code, unitId: 'hn-02' }));
    expect(elsewhere.problem).toBe('enrolment/other-unit');
    const typed = ` ${made.code.toLowerCase().replace('-', ' ').replaceAll('0', 'o')} `;
    expect((await world.app.inject(enrolment({ code: typed }))).statusCode).toBe(200);
    const second = makeTestSigner(idOf('device', 2));
    for (const code of [made.code, made.qrText]) {
      const used = await refusal(world.app, enrolment({ code }, second));
      expect(used.problem).toBe('enrolment/code-refused');
    }
    const { qrText } = await makeCode(world);
    expect((await world.app.inject(enrolment({ code: qrText }, second))).statusCode).toBe(200);
  });

  it('[ENROL-9] of two tablets that use a code at once one is enrolled', async () => {
    await using world = await openWorld();
    const { code } = await makeCode(world);
    const signers = [1, 2, 3].map((number) => makeTestSigner(idOf('racing device', number)));
    const answers = await Promise.all(
      signers.map((by) => world.app.inject(enrolment({ code }, by))),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect(answers.filter(({ statusCode }) => statusCode === 403)).toHaveLength(2);
    expect(await world.store.listDevices()).toHaveLength(1);
  });

  it('[ENROL-9] a used code gives the same tablet with the same key the same identity, and no other', async () => {
    await using world = await openWorld();
    const { code } = await makeCode(world);
    await world.app.inject(enrolment({ code }));
    const late = world.withPorts({ clock: () => serverNowMs + 3 * 3_600_000 });
    expect((await late.inject(enrolment({ code }))).statusCode).toBe(200);
    const otherKey = makeTestSigner(signer.deviceId);
    expect((await refusal(late, enrolment({ code }, otherKey))).problem).toBe(
      'enrolment/code-refused',
    );
    expect((await boardOf(world.app, signer)).statusCode).toBe(200);
  });

  it('[ENROL-10] a code lives half an hour, and is said and kept nowhere else', async () => {
    await using world = await openWorld();
    const { code, expiresAtMs } = await makeCode(world);
    expect(expiresAtMs).toBe(serverNowMs + 30 * 60_000);
    const late = world.withPorts({ clock: () => expiresAtMs });
    expect((await refusal(late, enrolment({ code }))).problem).toBe('enrolment/code-refused');
    const kept = await world.store.findEnrolCode(String(await typedToCodeHash(code)));
    expect(JSON.stringify(kept)).not.toContain(code.slice(0, 4));
    expect((await world.app.inject(enrolment({ code }))).statusCode).toBe(200);
  });

  it('[ENROL-10] without the token of the operator there is nothing to administer', async () => {
    await using world = await openWorld();
    const url = '/api/v1/admin/enrol-codes';
    const payload = { protocol: protocolVersion, unitId: 'hn-01' };
    const post = { method: 'POST' as const, url, payload };
    const tablet = await world.enrol();
    for (const token of ['A'.repeat(43), tablet.deviceToken]) {
      const headers = { authorization: `Bearer ${token}` };
      const { problem } = await refusal(world.app, { ...post, headers });
      expect(problem).toBe('administrator/unknown');
    }
    const closed = world.withPorts({ adminToken: null });
    const headers = { authorization: `Bearer ${adminToken}` };
    expect((await refusal(closed, { ...post, headers })).problem).toBe('route/unknown');
  });

  it('[ENROL-8] wrong codes are answered a few times, then made to wait', async () => {
    await using world = await openWorld();
    const answers: string[] = [];
    for (let guess = 0; guess < 12; guess += 1) {
      const problem = await refusal(world.app, enrolment({ code: `GUESS-${guess}` }));
      answers.push(problem.problem);
    }
    expect(answers.slice(0, 10).every((code) => code === 'enrolment/code-refused')).toBe(true);
    expect(answers.slice(10)).toEqual(['enrolment/too-many', 'enrolment/too-many']);
    const right = await world.app.inject(enrolment());
    expect(right.statusCode).toBe(429);
    expect(right.headers['retry-after']).toBe('60');
  });

  it('[ENROL-6] the units to choose from are public and carry nothing else', async () => {
    await using world = await openWorld();
    const answer = await world.app.inject('/api/v1/units');
    expect(unitsResponseSchema.strict().parse(answer.json())).toEqual({ units });
  });
});
