import { describe, expect, it } from 'vitest';
import { protocolVersion } from '#protocol/version.ts';
import { enrolResponseSchema, unitsResponseSchema } from '#protocol/enrol.ts';
import { idOf } from '../support/id-of.ts';
import { enrolCode, onBoard, openWorld, push, readBoard, refusal, units } from './server-world.ts';

const enrolment = (change: Record<string, unknown> = {}) => ({
  method: 'POST' as const,
  url: '/api/v1/enrol',
  payload: {
    protocol: protocolVersion,
    nonce: 'nonce-of-enrolment',
    deviceId: idOf('device', 1),
    code: enrolCode,
    unitId: 'hn-01',
    deviceName: ' Máy 1 ',
    ...change,
  },
});

describe('enrolment', () => {
  it('[ENROL-1] the right code gives a tablet an identity and a token that works at once', async () => {
    await using world = await openWorld();
    const answer = await world.app.inject(enrolment());
    expect(answer.statusCode).toBe(200);
    const enrolled = enrolResponseSchema.parse(answer.json());
    expect(enrolled).toMatchObject({ nonce: 'nonce-of-enrolment', unit: units[0] });
    expect(Buffer.from(enrolled.deviceToken, 'base64url')).toHaveLength(32);
    const tablet = { ...enrolled, unitId: 'hn-01', logId: '00000000-0000-7000-8000-000000000009' };
    await push(world.app, tablet, []);
    expect((await onBoard(world.app, tablet)).deviceName).toBe('Máy 1');
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
    await world.app.inject(enrolment());
    const answer = await world.app.inject(enrolment());
    const tablet = {
      ...enrolResponseSchema.parse(answer.json()),
      unitId: 'hn-01',
      logId: idOf('log', 1),
    };
    await push(world.app, tablet, []);
    const board = await readBoard(world.app, tablet);
    expect(board.units.flatMap(({ tablets }) => tablets)).toHaveLength(1);
    const taken = await refusal(world.app, enrolment());
    expect(taken.problem).toBe('device/not-allowed');
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
