import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import type { CasePerson } from '#domain/tracing/traced-case.ts';
import { problemSchema } from '#protocol/problem.ts';
import {
  traceCaseResponseSchema,
  traceCasesResponseSchema,
  traceFlowResponseSchema,
  traceResponseSchema,
} from '#protocol/tracing.ts';
import { carryOut, readCrossings } from '../../sync-server/services/retention/plan-forgetting.ts';
import { createSecretBox } from '../../sync-server/services/sealing/secret-box.ts';
import { sealedStore } from '../../sync-server/services/sealing/sealed-store.ts';
import { enterCase } from '../../sync-server/services/tracing/keep-case.ts';
import { testKeys } from '../support/sealing.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { bothEngines } from './engines.ts';
import { declarationEntry } from './sample-log.ts';
import { openWorld, serverNowMs } from './server-world.ts';
import {
  minuteMs,
  noonMs,
  caseId,
  otherCaseId,
  passingOf,
  recordOf,
  declarationOf,
  who,
  passing,
  openTracing,
  namesOf,
} from './tracing-world.ts';

describe.each(bothEngines)('following a case, on $name', (engine) => {
  it('[TRACE-4] a case leads to its crossings and the planted contacts and no others, also in a ledger of before', async () => {
    const { world, tablet, send, enter, trace } = await openTracing(engine);
    await using _ = world;
    const beside = await world.enrol('hn-01', 'Máy 2');
    await send(
      tablet,
      passing.flatMap((one, at) => passingOf(at, one)),
    );
    await send(beside, [
      ...passingOf(20, { name: 'Làn Bên', number: '001190000020', minutes: 3 }),
      ...passingOf(21, { name: 'Giấy Gõ Sau', minutes: 240, paperMinutes: 5 }),
      ...passingOf(22, { name: 'Máy Lạ Giờ', number: '001190000022', minutes: 18, noOffset: true }),
      ...passingOf(23, { name: 'Máy Đúng Giờ', number: '001190000023', minutes: 18 }),
    ]);
    await enter();
    const told = await trace();
    expect(told.behind).toBe(0);
    expect(told.own.map(({ recordId, ways }) => [recordId, ways])).toEqual([
      [recordOf(0), ['number', 'name']],
    ]);
    expect(namesOf(told)).toEqual([
      ['Đi Cùng', 'vehicle'],
      ['Ngay Sau', 'lane-minute'],
      ['Cùng Làn', 'lane'],
      ['Làn Bên', 'unit'],
      ['Giấy Gõ Sau', 'unsure'],
      ['Máy Lạ Giờ', 'unsure'],
    ]);
    expect(told.contacts[0]?.declaration.phone).toBe('+84912000002');
    expect(told.contacts.every(({ declaration }) => !('epi.symptoms' in declaration))).toBe(true);
    expect(namesOf(await trace({ minutes: 2 })).map(([name]) => name)).not.toContain('Cùng Làn');
    expect(namesOf(await trace({ minutes: 60 })).map(([name]) => name)).toContain('Quá Xa');
  });

  it('[TRACE-4] is found by telephone, name and birth date, or plate, and on every unit', async () => {
    const { world, tablet, send, enter, post } = await openTracing(engine);
    await using _ = world;
    const far = await world.enrol('hn-02', 'Máy 3');
    const person = { number: '001190000001', phone: '+84912000001', plate: '29A12345' };
    await send(tablet, passingOf(0, { name: 'Vũ Thị Ca', ...person, minutes: 0 }));
    await send(far, passingOf(1, { name: 'VU THI CA', unitId: 'hn-02', ...person, minutes: 90 }));
    const ways: CasePerson[] = [
      { phone: '+84912000001' },
      { fullName: 'vũ thị ca', dob: '1990' },
      { plate: '29A-123.45' },
    ];
    for (const [index, way] of ways.entries()) {
      const id = `018f0000-0000-7000-8000-0000000001${index}0`;
      await enter(way, false, id);
      const told = traceResponseSchema.parse(await post('trace', { caseId: id, purpose: 'look' }));
      expect(told.own.map(({ unitId }) => unitId)).toEqual(['hn-01', 'hn-02']);
    }
    const flow = { fromMs: noonMs - minuteMs, throughMs: noonMs + 120 * minuteMs };
    expect(traceFlowResponseSchema.parse(await post('trace/flow', flow)).flows).toEqual([
      { fromUnitId: 'hn-01', toUnitId: 'hn-02', people: 1 },
    ]);
  });

  it('[TRACE-4] what was amended, taken back or forgotten since is found as it now stands', async () => {
    const { world, tablet, send, enter, trace } = await openTracing(engine);
    await using _ = world;
    await send(
      tablet,
      passing.slice(0, 4).flatMap((one, at) => passingOf(at, one)),
    );
    await enter();
    expect((await trace()).contacts).toHaveLength(3);
    const about = (at: number) => ({
      ...declarationEntry(100 + at),
      subjectId: declarationOf(at),
    });
    const amended: Entry = {
      ...about(0),
      kind: 'declaration.amended',
      data: { fields: { docNumber: '001190000077', fullName: 'Vũ Thị Cả' }, role: 'paper-officer' },
    };
    const voided: Entry = {
      ...about(2),
      kind: 'declaration.voided',
      data: { reason: 'practice' },
    };
    await send(tablet, [amended]);
    expect((await trace()).own).toEqual([]);
    const back: Entry = {
      ...about(0),
      entryId: declarationEntry(200).entryId,
      basedOn: [amended.entryId],
      kind: 'declaration.amended',
      data: { fields: { docNumber: '001190000001' }, role: 'paper-officer' },
    };
    await send(tablet, [back, voided]);
    const told = await trace();
    expect(told.own).toHaveLength(1);
    expect(namesOf(told).map(([name]) => name)).toEqual(['Đi Cùng', 'Cùng Làn']);
    const { store, openFrame } = world;
    const [recorded] = await store.listAbout('hn-01', [recordOf(1)]);
    if (recorded === undefined) throw new Error('It was delivered.');
    const [atHand] = await readCrossings({ store, openFrame }, [recorded]);
    const run = { runId: 'run', begunAtMs: serverNowMs, rule: 'erased' } as const;
    await store.transact((tx) => carryOut(tx, atHand ? [atHand.forgetting] : [], run));
    expect(namesOf(await trace()).map(([name]) => name)).toEqual(['Cùng Làn']);
    await store.transact((tx) => tx.traceAnew('hn-01'));
    expect(namesOf(await trace()).map(([name]) => name)).toEqual(['Cùng Làn']);
  });

  it('[TRACE-5] a case is entered once, listed and ended; each look is in the audit with whose data, and nothing in clear', async () => {
    const { world, tablet, send, enter, trace, post } = await openTracing(engine);
    await using _ = world;
    await send(
      tablet,
      passing.slice(0, 2).flatMap((one, at) => passingOf(at, one)),
    );
    const first = await enter();
    expect(await enter({ number: '999999999999' })).toEqual(first);
    await trace();
    await trace({ purpose: 'export' });
    const cases = async () => traceCasesResponseSchema.parse(await post('trace/cases', {})).cases;
    expect(await cases()).toEqual([first]);
    const end = (ended: string) => post('trace/cases/end', { caseId, ended });
    expect(traceCaseResponseSchema.parse(await end('closed')).case).toMatchObject({
      ended: 'closed',
      endedAtMs: serverNowMs,
    });
    expect(traceCaseResponseSchema.parse(await end('withdrawn')).case.ended).toBe('closed');
    const unknown = problemSchema.parse(
      await post('trace', { caseId: otherCaseId, purpose: 'look' }),
    );
    expect(unknown.problem).toBe('case/unknown');
    const lines = (await world.store.listNewestAudit({ before: null }, 50)).toReversed();
    const noted = lines.filter(({ deed }) => deed.startsWith('trace'));
    expect(noted.map(({ deed, officerId, subjects }) => [deed, officerId, subjects])).toEqual([
      ['trace-case-entered', 'hn-01-tracer', [caseId]],
      ['trace', 'hn-01-tracer', [caseId, recordOf(0), recordOf(1)]],
      ['trace-export', 'hn-01-tracer', [caseId, recordOf(0), recordOf(1)]],
      ['trace-cases', 'hn-01-tracer', [caseId]],
      ['trace-case-closed', 'hn-01-tracer', [caseId]],
    ]);
    expect(JSON.stringify(lines)).not.toContain('001190000001');
  });

  it('[TRACE-5] the case lies sealed in the database, and the index keeps nobody’s number', async () => {
    await using world = await openWorld(engine);
    const store = sealedStore(world.store, createSecretBox(testKeys, seededRandom(85)));
    const session = {
      officerId: 'tp-tv1',
      role: 'tracer',
      unitId: 'hn-01',
      deviceId: 'device',
      factors: 2,
    } as unknown as Parameters<typeof enterCase>[1];
    const traced = { who, fromMs: 0, throughMs: minuteMs, minutes: 10 };
    const ports = { store, clock: () => serverNowMs, random: seededRandom(86) };
    await enterCase(ports, session, { caseId, traced, watch: true });
    expect((await store.findTraceCase(caseId))?.body).toContain('001190000001');
    expect((await world.store.findTraceCase(caseId))?.body).not.toContain('001190000001');
  });
});
