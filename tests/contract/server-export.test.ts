import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import type { DuplicateVerdict } from '#domain/merge/merge-data.ts';
import type { Role } from '#domain/officer/officer.ts';
import { exportTypes } from '#protocol/export.ts';
import { sessionHeader } from '#protocol/session.ts';
import { statementResponseSchema } from '#protocol/shift-statement.ts';
import { protocolVersion } from '#protocol/version.ts';
import { idOf } from '../support/id-of.ts';
import { readXlsx } from '../support/read-xlsx.ts';
import { bothEngines } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import { crossingEntry, declarationEntry, pushedAt, sampleLog, shiftId } from './sample-log.ts';
import { openWorld, push, type ServerWorld } from './server-world.ts';

const injected = '=HYPERLINK("http://x.example","xem")';

const withDesk = async (world: ServerWorld, role: Role) => {
  const tablet = await world.enrol();
  const officer = await seedOfficer(world, 'hn-01', role);
  const token = await tokenOf(world, tablet, officer, { code: codeNow() });
  const ask = (url: string, what: object) =>
    world.app.inject({
      method: 'POST',
      url: `/api/v1/${url}`,
      headers: { authorization: `Bearer ${tablet.deviceToken}`, [sessionHeader]: token },
      payload: { protocol: protocolVersion, nonce: 'nonce-of-export', shiftId, ...what },
    });
  const take = (what: object) => ask('export', { unitId: 'hn-01', format: 'xlsx', ...what });
  const state = async () =>
    statementResponseSchema.parse((await ask('shift/statement', {})).json()).statement;
  return { tablet, take, state };
};

/** Three people, one whose name would be reckoned, one amended, one voided. */
const people = (): Entry[] => {
  const third = declarationEntry(5);
  if (third.kind !== 'declaration.recorded') throw new Error('A declaration is one.');
  const hostile: Entry = { ...third, data: { ...third.data, fullName: injected } };
  const amended: Entry = {
    ...crossingEntry(2),
    entryId: declarationEntry(21).entryId,
    kind: 'crossing.amended',
    basedOn: [crossingEntry(2).entryId],
    data: { fields: { 'check.verdict': 'hold' }, role: 'supervisor' },
  };
  const voided: Entry = {
    ...crossingEntry(4),
    entryId: declarationEntry(22).entryId,
    kind: 'crossing.voided',
    basedOn: [crossingEntry(4).entryId],
    data: { reason: 'practice' },
  };
  return [hostile, crossingEntry(6), amended, voided];
};

const shiftBefore = 'hn-01/2021-07-25/1';
const settledAs = (number: number, one: Entry, other: Entry, verdict: DuplicateVerdict): Entry => ({
  ...declarationEntry(number),
  kind: 'duplicate.settled',
  subjectId: idOf('settling', number),
  basedOn: [],
  data: { recordIds: [one.subjectId, other.subjectId], verdict },
});
const crossedWith = (number: number, code: string, of = shiftId): Entry => {
  const crossed = crossingEntry(number);
  if (crossed.kind !== 'crossing.recorded') throw new Error('A crossing is one.');
  const data = { ...crossed.data, codeHash: code.repeat(64) };
  return { ...crossed, shiftId: of, schema: currentSchemaOf(crossed.kind), data };
};

/** Seven crossings of the shift of which three were seen before: settled so, read again, or at the end of the shift before. */
const seenTwice = (): { entries: Entry[]; again: string[][] } => {
  const [two, four, six, eight] = [2, 4, 6, 8].map((number) => crossingEntry(number));
  if (!two || !four || !six || !eight) throw new Error('There are four.');
  const read = [crossedWith(10, 'a'), crossedWith(12, 'a')] as const;
  const before = [crossedWith(14, 'b', shiftBefore), crossedWith(16, 'b')] as const;
  const declared = [1, 3, 5, 7, 9, 11, 13, 15].map((number) => declarationEntry(number));
  return {
    entries: [
      ...declared,
      two,
      four,
      six,
      eight,
      ...read,
      ...before,
      settledAs(21, two, four, 'same-crossing'),
      settledAs(22, six, eight, 'different'),
    ],
    again: [[two, four] as const, read, before].map(([first, later]) => [
      later.subjectId,
      'Trùng',
      first.subjectId,
    ]),
  };
};

const fill = async (world: ServerWorld, tablet: Parameters<typeof push>[1]): Promise<void> => {
  await push(world.app, tablet, sampleLog(4));
  await push(
    world.app,
    tablet,
    people().map((entry, index) => pushedAt(5 + index, entry)),
  );
};

describe.each(bothEngines)('exporting a shift on $name', (engine) => {
  it('[EXPORT-1] gives every record of the shift as what holds now says, with a dictionary of its columns', async () => {
    await using world = await openWorld(engine);
    const { tablet, take } = await withDesk(world, 'supervisor');
    await fill(world, tablet);
    const answer = await take({});
    expect(answer.headers['content-type']).toBe(exportTypes.xlsx);
    const [records, dictionary] = readXlsx(answer.rawPayload);
    const [, , , , , head = [], ...rest] = records?.rows ?? [];
    expect(head.slice(0, 5)).toEqual([
      'Mã lượt',
      'Lúc ghi',
      'Tình trạng',
      'Trùng với lượt',
      'Cán bộ ghi',
    ]);
    expect(dictionary?.rows.slice(1, -1).map(([label]) => label)).toEqual(head);
    const column = (label: string) =>
      rest.slice(0, -1).map((row) => row[head.indexOf(label)] ?? '');
    expect(rest).toHaveLength(4);
    expect(column('Kết luận').toSorted()).toEqual(['Cho qua', 'Cho qua', 'Tạm giữ lại']);
    expect(column('Tình trạng').toSorted()).toEqual(['', '', 'Đã hủy']);
    expect(column('Cán bộ ghi')).toEqual(['hn-01-qm1', 'hn-01-qm1', 'hn-01-qm1']);
    expect(column('Họ và tên')).toContain(injected);
  });

  it('[EXPORT-6] says which records are the same crossing as another, so that the others are as many as the report counts', async () => {
    await using world = await openWorld(engine);
    const { tablet, take, state } = await withDesk(world, 'supervisor');
    const { entries, again } = seenTwice();
    await push(
      world.app,
      tablet,
      entries.map((entry, index) => pushedAt(1 + index, entry)),
    );
    const [records, dictionary] = readXlsx((await take({})).rawPayload);
    const rows = records?.rows.slice(6, -1) ?? [];
    const saidOf = ([id, , what = '', other = '']: readonly string[]) => [id ?? '', what, other];
    const marked = rows.map(saidOf).filter(([, what]) => what !== '');
    expect(new Set(marked.map(String))).toEqual(new Set(again.map(String)));
    const counting = rows.filter(([, , what = '']) => what === '');
    const { records: reported, again: reportedAgain } = await state();
    expect([counting.length, rows.length - counting.length]).toEqual([reported, reportedAgain]);
    expect([reported, reportedAgain]).toEqual([4, 3]);
    expect(dictionary?.rows.flat().join(' ')).toContain('“Trùng”');
  });

  it('[EXPORT-2] reckons nothing that somebody declared, in either format', async () => {
    await using world = await openWorld(engine);
    const { tablet, take } = await withDesk(world, 'supervisor');
    await fill(world, tablet);
    expect(readXlsx((await take({})).rawPayload)).toHaveLength(2);
    const csv = (await take({ format: 'csv' })).body;
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv).toContain(`"'=HYPERLINK(""http://x.example"",""xem"")"`);
    expect(csv).not.toMatch(/(^|,)"?[=+@-]/m);
  });

  it('[EXPORT-3] bears who took it, when, of which unit and under which number, and is noted', async () => {
    await using world = await openWorld(engine);
    const { take } = await withDesk(world, 'supervisor');
    const [records, dictionary] = readXlsx((await take({})).rawPayload);
    const [noted] = await world.store.listNewestAudit(
      { before: null, deed: 'records-exported' },
      1,
    );
    const number = noted?.subjects[0]?.split(' ')[1] ?? 'none';
    const mark = records?.rows[3]?.[0] ?? '';
    expect(records?.rows[1]).toEqual(['Đơn vị: Cầu Giẽ']);
    expect(mark).toMatch(/25\/0?7\/(20)?21/);
    for (const told of [number, 'hn-01-supervisor']) expect(mark).toContain(told);
    expect(records?.rows.at(-1)?.[0]).toBe(mark);
    expect(dictionary?.rows.at(-1)?.[0]).toBe(mark);
    expect(noted).toMatchObject({ officerId: 'hn-01-supervisor', unitId: 'hn-01' });
  });

  it('[EXPORT-4] leaves out what the role may not see, and is for the own unit or whoever serves the city', async () => {
    await using world = await openWorld(engine);
    const { tablet, take } = await withDesk(world, 'command-post');
    await fill(world, tablet);
    const [records] = readXlsx((await take({})).rawPayload);
    const head = records?.rows[5] ?? [];
    expect(head).not.toContain('Cán bộ ghi');
    expect(head).toContain('Họ và tên');
    expect(head.some((label) => /triệu chứng|sốt|thân nhiệt/i.test(label))).toBe(false);
    const supervisor = await withDesk(world, 'supervisor');
    expect((await supervisor.take({ unitId: 'hn-02' })).json()).toMatchObject({
      problem: 'officer/not-allowed',
    });
    const paper = await withDesk(world, 'paper-officer').catch(() => null);
    expect(paper === null ? 403 : (await paper.take({})).statusCode).toBe(403);
  });
});
