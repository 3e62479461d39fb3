import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import type { Role } from '#domain/officer/officer.ts';
import { exportTypes } from '#protocol/export.ts';
import { sessionHeader } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
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
  const take = (what: object) =>
    world.app.inject({
      method: 'POST',
      url: '/api/v1/export',
      headers: { authorization: `Bearer ${tablet.deviceToken}`, [sessionHeader]: token },
      payload: {
        protocol: protocolVersion,
        nonce: 'nonce-of-export',
        unitId: 'hn-01',
        shiftId,
        format: 'xlsx',
        ...what,
      },
    });
  return { tablet, take };
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
    expect(head.slice(0, 4)).toEqual(['Mã lượt', 'Lúc ghi', 'Tình trạng', 'Cán bộ ghi']);
    expect(dictionary?.rows.slice(1, -1).map(([label]) => label)).toEqual(head);
    const column = (label: string) =>
      rest.slice(0, -1).map((row) => row[head.indexOf(label)] ?? '');
    expect(rest).toHaveLength(4);
    expect(column('Kết luận').toSorted()).toEqual(['Cho qua', 'Cho qua', 'Tạm giữ lại']);
    expect(column('Tình trạng').toSorted()).toEqual(['', '', 'Đã hủy']);
    expect(column('Cán bộ ghi')).toEqual(['hn-01-qm1', 'hn-01-qm1', 'hn-01-qm1']);
    expect(column('Họ và tên')).toContain(injected);
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
