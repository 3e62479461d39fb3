import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Entry } from '#domain/log/entry.ts';
import type { CasePerson } from '#domain/tracing/traced-case.ts';
import { sessionHeader } from '#protocol/session.ts';
import {
  traceActResponseSchema,
  traceCaseResponseSchema,
  traceResponseSchema,
} from '#protocol/tracing.ts';
import { protocolVersion } from '#protocol/version.ts';
import { idOf } from '../support/id-of.ts';
import { sealAll } from '../support/sealing.ts';
import { type TestEngine } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import { crossingEntry, declarationEntry, pushedAt } from './sample-log.ts';
import { openWorld, push, type Tablet } from './server-world.ts';

export const minuteMs = 60_000;
export const noonMs = Date.parse('2021-07-25T09:00:00+07:00');
export const caseId = '018f0000-0000-7000-8000-00000000000a';
export const otherCaseId = '018f0000-0000-7000-8000-00000000000b';
export const deskId = 'nonce-of-tracing';

type Passing = {
  readonly name: string;
  readonly number?: string;
  readonly phone?: string;
  readonly plate?: string;
  readonly minutes: number;
  readonly unitId?: string;
  readonly partyId?: string;
  readonly paperMinutes?: number;
  readonly noOffset?: boolean;
};

/** Somebody who passes: two entries. `at` is their place among all who pass. */
export const passingOf = (at: number, passing: Passing): [Entry, Entry] => {
  const { unitId = 'hn-01', noOffset = false, minutes, paperMinutes } = passing;
  const number = 2 * at + 1;
  const time = {
    wall: noonMs + minutes * minuteMs,
    mono: 0,
    boot: 'boot-1',
    ...(noOffset ? {} : { offset: 0, offsetAge: 0 }),
  };
  const declared = declarationEntry(number);
  const crossed = crossingEntry(number + 1);
  if (declared.kind !== 'declaration.recorded' || crossed.kind !== 'crossing.recorded') {
    throw new Error('Samples are what they are.');
  }
  const { phone: _phone, docNumber: _number, ...plain } = declared.data;
  const data: Declaration = {
    ...plain,
    fullName: passing.name,
    dob: '1990-05-17',
    ...(passing.number !== undefined && { docNumber: passing.number }),
    ...(passing.phone !== undefined && { phone: passing.phone }),
    ...(passing.plate !== undefined && { 'move.plate': passing.plate }),
    ...(paperMinutes !== undefined && {
      channel: 'paper',
      paperSerial: `HN-${at}-001`,
      declaredAt: new Date(noonMs + paperMinutes * minuteMs).toISOString(),
    }),
  };
  const crossing: Crossing = {
    ...crossed.data,
    ...(passing.partyId !== undefined && { partyId: passing.partyId }),
  };
  return [
    { ...declared, unitId, time, data },
    { ...crossed, unitId, time, data: crossing },
  ];
};

export const recordOf = (at: number): string => idOf('crossing', 2 * at + 2);
export const declarationOf = (at: number): string => idOf('declaration', 2 * at + 1);

export const who: CasePerson = { number: '001190000001', fullName: 'Vũ Thị Ca', dob: '1990-05-17' };
const partyId = '018f0000-0000-7000-8000-0000000000cc';
export const passing: readonly Passing[] = [
  { name: 'Vũ Thị Ca', number: '001190000001', phone: '+84912000001', minutes: 0, partyId },
  { name: 'Đi Cùng', number: '001190000002', phone: '+84912000002', minutes: 1, partyId },
  { name: 'Ngay Sau', number: '001190000003', minutes: 1 },
  { name: 'Cùng Làn', number: '001190000004', minutes: 8 },
  { name: 'Vũ Thị Ca', number: '001190000099', minutes: 120 },
  { name: 'Quá Xa', number: '001190000006', minutes: 60 },
];

/** A server, tablets that delivered who passed, and a tracer at the first of them. */
export const openTracing = async (engine: TestEngine) => {
  const world = await openWorld(engine);
  const tablet = await world.enrol();
  const officer = await seedOfficer(world, 'hn-01', 'tracer');
  const token = await tokenOf(world, tablet, officer, { code: codeNow() });
  const places = new Map<string, number>();
  const send = async (from: Tablet, entries: readonly Entry[]) => {
    const next = (places.get(from.logId) ?? 0) + 1;
    const placed = entries.map((entry, index) => pushedAt(next + index, entry));
    places.set(from.logId, next + entries.length - 1);
    await push(world.app, from, await sealAll(placed));
  };
  const post = async (path: string, what: object) => {
    const { body } = await world.app.inject({
      method: 'POST',
      url: `/api/v1/${path}`,
      headers: { authorization: `Bearer ${tablet.deviceToken}`, [sessionHeader]: token },
      payload: { protocol: protocolVersion, nonce: deskId, ...what },
    });
    return JSON.parse(body) as unknown;
  };
  const window = { fromMs: noonMs - 3 * 1440 * minuteMs, throughMs: noonMs + 1440 * minuteMs };
  const enter = async (person: CasePerson = who, watch = true, id = caseId) =>
    traceCaseResponseSchema.parse(
      await post('trace/cases/enter', {
        caseId: id,
        traced: { who: person, ...window, minutes: 10 },
        watch,
      }),
    ).case;
  const trace = async (more: object = {}) =>
    traceResponseSchema.parse(await post('trace', { caseId, purpose: 'look', ...more }));
  const act = async (deed: string, records: readonly number[], id = caseId) =>
    traceActResponseSchema.parse(
      await post('trace/act', {
        caseId: id,
        deed,
        people: records.map((at) => ({ unitId: 'hn-01', recordId: recordOf(at) })),
      }),
    );
  return { world, tablet, send, post, enter, trace, act };
};

/** Who was told, and how close. */
export const namesOf = ({
  contacts,
}: Awaited<ReturnType<Awaited<ReturnType<typeof openTracing>>['trace']>>) =>
  contacts.map(({ declaration, meetings: [first] }) => [declaration.fullName, first?.closeness]);
