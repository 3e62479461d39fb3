import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { closingDigest, type UnsignedClosing } from '#domain/shift/closing-digest.ts';
import { shiftToSubjectId } from '#domain/shift/fold-shift.ts';
import type { ShiftStatement } from '#domain/shift/shift-statement.ts';
import { aboutSchema } from '#protocol/about.ts';
import { problemSchema } from '#protocol/problem.ts';
import { sessionHeader } from '#protocol/session.ts';
import {
  countersignedSchema,
  countersignResponseSchema,
  statementResponseSchema,
} from '#protocol/shift-statement.ts';
import { protocolVersion } from '#protocol/version.ts';
import { idOf } from '../support/id-of.ts';
import { sampleClosing } from '../support/sample-closing.ts';
import { sealAll } from '../support/sealing.ts';
import { bothEngines } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import {
  closingEntry,
  crossingEntry,
  declarationEntry,
  personalWords,
  pushedAt,
  shiftId,
} from './sample-log.ts';
import {
  openWorld,
  pull,
  push,
  serverNowMs,
  type ServerWorld,
  type Tablet,
} from './server-world.ts';

const ask = (
  world: ServerWorld,
  { deviceToken }: Tablet,
  token: string,
  url: string,
  what: object,
) =>
  world.app.inject({
    method: 'POST',
    url: `/api/v1/shift/${url}`,
    headers: { authorization: `Bearer ${deviceToken}`, [sessionHeader]: token },
    payload: { protocol: protocolVersion, nonce: 'nonce-of-shift', ...what },
  });

const send = async (world: ServerWorld, tablet: Tablet, entries: readonly Entry[], from: number) =>
  push(
    world.app,
    tablet,
    await sealAll(entries.map((entry, index) => pushedAt(from + index, entry))),
  );

const voiding = (number: number, of: number): Entry => ({
  ...declarationEntry(number),
  kind: 'crossing.voided',
  subjectId: crossingEntry(of).subjectId,
  basedOn: [crossingEntry(of).entryId],
  data: { reason: 'entered_twice' },
});

const hourMs = 3_600_000;

const closedWith = (number: number, closing: UnsignedClosing): Entry => ({
  ...closingEntry(number, 0),
  kind: 'shift.closed',
  subjectId: shiftToSubjectId(shiftId),
  schema: currentSchemaOf('shift.closed'),
  data: { ...closing, signature: null, countersignature: null },
});

const lead = async (world: ServerWorld, tablet: Tablet) => {
  const officer = await seedOfficer(world, 'hn-01', 'supervisor');
  return {
    officer,
    plain: await tokenOf(world, tablet, officer),
    proven: await tokenOf(world, tablet, officer, { code: codeNow() }),
  };
};

describe.each(bothEngines)('a shift as the server states it, on $name', (engine) => {
  const stated = async (
    world: ServerWorld,
    tablet: Tablet,
    token: string,
    of = shiftId,
  ): Promise<ShiftStatement> => {
    const answer = await ask(world, tablet, token, 'statement', { shiftId: of });
    return statementResponseSchema.parse(answer.json()).statement;
  };

  it('[CLOSE-1] counts by verdict, what waits, every log with its digest, and no word of a person', async () => {
    await using world = await openWorld(engine);
    const first = await world.enrol('hn-01', 'Máy 1');
    const second = await world.enrol('hn-01', 'Máy 2');
    const one = [declarationEntry(1), crossingEntry(2), declarationEntry(3), crossingEntry(4)];
    const { digest } = await send(world, first, [...one, voiding(5, 4)], 1);
    await send(world, second, [declarationEntry(11), crossingEntry(12)], 1);
    const { plain } = await lead(world, first);
    const statement = await stated(world, first, plain);
    // Of the same person: one is voided, two may be one.
    expect(statement).toMatchObject({ voided: 1, scanned: 2, paper: 0, duplicates: 1 });
    expect(statement).toMatchObject({ records: 2, verdicts: { pass: 2 }, quarantined: 0 });
    expect(statement.logs.find(({ deviceName }) => deviceName === 'Máy 1')).toMatchObject({
      position: 5,
      digest,
      records: 2,
      lost: [],
    });
    const text = JSON.stringify(statement);
    for (const word of personalWords) expect(text).not.toContain(word);
  });

  it('[CLOSE-7] a hole, with the very positions, and what a tablet reported, are in it', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol('hn-01', 'Máy 1');
    await send(world, tablet, [declarationEntry(1), crossingEntry(2)], 1);
    const later = await sealAll(
      [declarationEntry(7), crossingEntry(8)].map((e, i) => pushedAt(6 + i, e)),
    );
    await push(world.app, tablet, later, {
      from: 3,
      skip: { count: 3, reason: 'row-lost' },
      incidents: [
        { incidentId: idOf('incident', 1), code: 'log/forked', wallMs: serverNowMs, position: 2 },
      ],
    });
    const { plain } = await lead(world, tablet);
    const statement = await stated(world, tablet, plain);
    expect(statement.logs[0]?.lost).toEqual([{ from: 3, through: 5 }]);
    expect(
      statement.incidents.map(({ code, position, deviceName }) => [code, position, deviceName]),
    ).toEqual(expect.arrayContaining([['log/forked', 2, 'Máy 1']]));
  });

  it('[CLOSE-6] what comes after the closing stands beside it, in the next shift’s too; the words are the supervisor’s', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol('hn-01', 'Máy 1');
    const late = await world.enrol('hn-01', 'Máy 2');
    const { digest } = await send(world, tablet, [declarationEntry(1), crossingEntry(2)], 1);
    const closing = sampleClosing(
      shiftId,
      [{ logId: tablet.logId, position: 2, digest, records: 1 }],
      { exceptions: [{ about: 'tablets', count: 1, words: 'Máy 2 hết pin', names: ['Máy 2'] }] },
    );
    await send(world, tablet, [closedWith(3, closing)], 3);
    const duringNext = () => serverNowMs + 4 * hourMs;
    const later = { ...world, app: world.withPorts({ clock: duringNext }) };
    await send(later, tablet, [voiding(4, 2)], 4);
    await send(later, late, [declarationEntry(11), crossingEntry(12)], 1);
    const { plain } = await lead(world, tablet);
    const statement = await stated(world, tablet, plain);
    expect(statement.closings).toMatchObject([
      { records: 1, exceptions: [{ about: 'tablets', words: 'Máy 2 hết pin' }] },
    ]);
    // Who signed without the server saw no other log.
    expect(
      statement.addenda.map(({ what, deviceName }) => `${deviceName} ${what}`).toSorted(),
    ).toEqual(['Máy 1 voided', 'Máy 2 recorded']);
    const next = await stated(world, tablet, plain, 'hn-01/2021-07-25/3');
    expect(next.earlier).toEqual(statement.addenda);
    expect(next.records).toBe(0);
    // Told once, in the report of the shift in which it came.
    const other = await stated(world, tablet, plain, 'hn-01/2021-07-25/4');
    expect(other.earlier).toEqual([]);
    const feed = await pull(world.app, late, { scope: 'unit:hn-01' });
    const told = feed.changes.find(({ kind }) => kind === 'shift.closed');
    expect(told?.body).toMatchObject({ exceptions: [{ about: 'tablets', words: '…' }] });
    expect(JSON.stringify(feed)).not.toContain('hết pin');
  });

  it('[CLOSE-5] is countersigned only after a second factor, and only where every log is as the ledger has it', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol('hn-01', 'Máy 1');
    const { digest } = await send(world, tablet, [declarationEntry(1), crossingEntry(2)], 1);
    const { plain, proven, officer } = await lead(world, tablet);
    const logs = [{ logId: tablet.logId, position: 2, digest, records: 1 }];
    const signed = closingDigest(sampleClosing(shiftId, logs));
    const countersign = (token: string, of = logs) =>
      ask(world, tablet, token, 'countersign', { shiftId, digest: signed, logs: of });
    const codeOf = async (answer: ReturnType<typeof countersign>) =>
      problemSchema.parse((await answer).json()).problem;
    expect(await codeOf(countersign(plain))).toBe('session/second-factor');
    const [log] = logs;
    const other = { ...log!, digest: 'ab'.repeat(32) };
    expect(await codeOf(countersign(proven, [other]))).toBe('shift/differs');
    expect(await codeOf(countersign(proven, [{ ...log!, position: 9 }]))).toBe('shift/differs');

    const answer = countersignResponseSchema.parse((await countersign(proven)).json());
    const [header = '', payload = '', signature = ''] = answer.countersignature.split('.');
    const about = await world.app.inject({ url: '/api/v1/about' });
    const { receiptKey } = aboutSchema.parse(about.json());
    const key = createPublicKey({ key: { ...receiptKey }, format: 'jwk' });
    expect(
      verify(
        'sha256',
        Buffer.from(`${header}.${payload}`),
        { key, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      ),
    ).toBe(true);
    const said = countersignedSchema.parse(
      JSON.parse(Buffer.from(payload, 'base64url').toString()),
    );
    expect(said.closing).toMatchObject({ shiftId, digest: signed, officerId: officer, factors: 2 });
  });

  it('[SHIFT-10] is countersigned for who answers for the shift, and not for who has handed it over', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol('hn-01', 'Máy 1');
    const { proven, officer } = await lead(world, tablet);
    const handOver = (number: number, gives: string, takes: string): Entry[] =>
      (['gives', 'takes'] as const).map((side, index) => ({
        ...declarationEntry(number + index),
        kind: 'shift.handed-over',
        schema: 1,
        officer: side === 'gives' ? gives : takes,
        subjectId: idOf('hand-over', number),
        data: { shiftId, side, with: side === 'gives' ? takes : gives, into: shiftId },
      }));
    const opened: Entry = {
      ...declarationEntry(1),
      kind: 'shift.opened',
      schema: 1,
      officer,
      subjectId: shiftToSubjectId(shiftId),
      data: { shiftId, officers: [], tablets: [], pads: [] },
    };
    const sent: Entry[] = [];
    const countersign = async (more: readonly Entry[]) => {
      const { digest } = await send(world, tablet, more, sent.length + 1);
      sent.push(...more);
      const logs = [{ logId: tablet.logId, position: sent.length, digest, records: 0 }];
      const signed = closingDigest(sampleClosing(shiftId, logs));
      return ask(world, tablet, proven, 'countersign', { shiftId, digest: signed, logs });
    };
    expect((await countersign([opened])).statusCode).toBe(200);
    const refused = await countersign(handOver(2, officer, 'hn-01-ct2'));
    expect(problemSchema.parse(refused.json()).problem).toBe('shift/not-yours');
    expect((await countersign(handOver(4, 'hn-01-ct2', officer))).statusCode).toBe(200);
  });

  it('[CLOSE-8] another unit’s shift is told to nobody', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol('hn-01', 'Máy 1');
    const { plain } = await lead(world, tablet);
    const answer = await ask(world, tablet, plain, 'statement', { shiftId: 'hn-02/2021-07-25/2' });
    expect(problemSchema.parse(answer.json()).problem).toBe('request/malformed');
  });
});

describe('what is said of a shift', () => {
  it('[SHIFT-6] reaches the unit’s tablets through the feed, ids alone', async () => {
    await using world = await openWorld();
    const tablet = await world.enrol('hn-01', 'Máy 1');
    const opened: Entry = {
      ...declarationEntry(1),
      kind: 'shift.opened',
      schema: 1,
      subjectId: shiftToSubjectId(shiftId),
      data: {
        shiftId,
        officers: ['cb-01'],
        tablets: [{ deviceId: tablet.deviceId, lane: 2 }],
        pads: [],
      },
    };
    await send(world, tablet, [opened], 1);
    const feed = await pull(world.app, tablet, { scope: 'unit:hn-01' });
    expect(feed.changes[0]).toMatchObject({
      kind: 'shift.told',
      body: { kind: 'shift.opened', shiftId, data: { officers: ['cb-01'] } },
    });
  });
});
