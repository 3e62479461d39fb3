import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import { auditResponseSchema } from '#protocol/audit.ts';
import { sessionHeader } from '#protocol/session.ts';
import { settleDeskResponseSchema } from '#protocol/settle.ts';
import { protocolVersion } from '#protocol/version.ts';
import { sealAll } from '../support/sealing.ts';
import { bothEngines } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import { crossingEntry, declarationEntry, pushedAt } from './sample-log.ts';
import { openWorld, push, serverNowMs, type ServerWorld, type Tablet } from './server-world.ts';

const declared = declarationEntry(1);
const crossed = crossingEntry(2);
const changedTo = (number: number, phone: string, before: readonly string[]): Entry => ({
  ...declarationEntry(number),
  kind: 'declaration.amended',
  subjectId: declared.subjectId,
  basedOn: [...before],
  data: { fields: { phone }, role: 'paper-officer' },
});
const [one, other] = ['+84900000011', '+84900000022'];
// The same person on a second tablet minutes later.
const again = [declarationEntry(11), crossingEntry(12)];

const askDesk = async (world: ServerWorld, tablet: Tablet, token: string) => {
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/v1/settle/desk',
    headers: { authorization: `Bearer ${tablet.deviceToken}`, [sessionHeader]: token },
    payload: {
      protocol: protocolVersion,
      nonce: 'nonce-of-desk',
      fromMs: serverNowMs - 86_400_000,
    },
  });
  return settleDeskResponseSchema.parse(answer.json());
};

const send = async (world: ServerWorld, tablet: Tablet, entries: readonly Entry[], from = 1) =>
  push(
    world.app,
    tablet,
    await sealAll(entries.map((entry, index) => pushedAt(from + index, entry))),
  );

describe.each(bothEngines)('the settling desk of a unit, on $name', (engine) => {
  it('[SETTLE-5] shows what several tablets sent, with who, when and on which, and is noted', async () => {
    await using world = await openWorld(engine);
    const first = await world.enrol('hn-01', 'Máy 1');
    const second = await world.enrol('hn-01', 'Máy 2');
    await send(world, first, [declared, crossed, changedTo(3, one, [declared.entryId])]);
    await send(world, second, [changedTo(13, other, [declared.entryId]), ...again]);
    const officer = await seedOfficer(world, 'hn-01', 'supervisor');
    const token = await tokenOf(world, first, officer, { code: codeNow() });
    const desk = await askDesk(world, first, token);

    expect(desk.conflicts).toHaveLength(1);
    const [conflict] = desk.conflicts;
    expect(conflict).toMatchObject({ half: 'declaration', field: 'phone' });
    const sides = conflict?.values.map(({ value, by }) => [value, by.device]);
    expect(new Set(sides?.map(String))).toEqual(new Set([`${one},Máy 1`, `${other},Máy 2`]));
    const [pair] = desk.pairs;
    expect(new Set(pair?.recordIds)).toEqual(
      new Set([crossed.subjectId, crossingEntry(12).subjectId]),
    );
    expect(pair?.speaksFor).toContain('number');
    expect(new Set(desk.records.map(({ by }) => by.device))).toEqual(new Set(['Máy 1', 'Máy 2']));

    const settled: Entry = {
      ...declarationEntry(4),
      kind: 'conflict.settled',
      subjectId: declared.subjectId,
      basedOn: conflict?.basedOn ?? [],
      data: { subject: 'declaration', fields: { phone: one } },
    };
    await send(world, first, [settled], 4);
    const after = await askDesk(world, first, token);
    expect(after.conflicts).toEqual([]);
    expect(after.settlings).toMatchObject([{ settlingId: settled.entryId, fields: ['phone'] }]);
    const takenBack: Entry = {
      ...declarationEntry(5),
      kind: 'settling.taken-back',
      subjectId: declared.subjectId,
      basedOn: after.settlings[0]?.basedOn ?? [],
      data: { subject: 'declaration', settlingId: settled.entryId },
    };
    await send(world, first, [takenBack], 5);
    const open = await askDesk(world, first, token);
    expect([open.conflicts.length, open.settlings.length]).toEqual([1, 0]);

    const administrator = await seedOfficer(world, 'hn-01', 'administrator');
    const reader = await tokenOf(world, first, administrator, { code: codeNow() });
    const audit = await world.app.inject({
      method: 'POST',
      url: '/api/v1/audit',
      headers: { authorization: `Bearer ${first.deviceToken}`, [sessionHeader]: reader },
      payload: { protocol: protocolVersion, nonce: 'nonce-of-audit', after: 0 },
    });
    const { lines } = auditResponseSchema.parse(audit.json());
    const looks = lines.filter(({ deed }) => deed === 'settle-desk');
    expect(looks).toHaveLength(3);
    expect(looks[0]?.subjects).toContain(crossed.subjectId);
  });

  it('[SETTLE-5] tells nothing of another unit', async () => {
    await using world = await openWorld(engine);
    const here = await world.enrol('hn-01', 'Máy 1');
    const there = await world.enrol('hn-02', 'Máy 9');
    await send(world, here, [declared, crossed, ...again]);
    const officer = await seedOfficer(world, 'hn-02', 'supervisor');
    const token = await tokenOf(world, there, officer, { code: codeNow() });
    const desk = await askDesk(world, there, token);
    expect([desk.conflicts, desk.pairs, desk.records]).toEqual([[], [], []]);
  });
});
