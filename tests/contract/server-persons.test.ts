import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import { personSearchResponseSchema, type PersonSearch } from '#protocol/persons.ts';
import { sessionHeader } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { sealAll } from '../support/sealing.ts';
import { bothEngines } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import { crossingEntry, declarationEntry, pushedAt } from './sample-log.ts';
import { openWorld, push, serverNowMs, type ServerWorld } from './server-world.ts';

const former = '+84900000001';
const phone = '+84900000002';
const declared = declarationEntry(1);
const crossed = crossingEntry(2);
const amended: Entry = {
  ...declarationEntry(5),
  kind: 'declaration.amended',
  subjectId: declared.subjectId,
  basedOn: [declared.entryId],
  data: { fields: { phone }, role: 'paper-officer' },
};
const voided: Entry = {
  ...crossingEntry(6),
  kind: 'crossing.voided',
  subjectId: crossed.subjectId,
  data: { reason: 'did_not_cross' },
};
// The amendment comes first: entries arrive in any order.
const log = [amended, declared, crossed, declarationEntry(3), crossingEntry(4), voided];

/** A supervisor's look-up of what a tablet sealed and sent. */
const withSupervisor = async (world: ServerWorld) => {
  const tablet = await world.enrol();
  const placed = log.map((entry, index) => pushedAt(index + 1, entry));
  await push(world.app, tablet, await sealAll(placed));
  const officer = await seedOfficer(world, 'hn-01', 'supervisor');
  const token = await tokenOf(world, tablet, officer, { code: codeNow() });
  return async (who: PersonSearch['who'], change: Partial<PersonSearch> = {}) => {
    const answer = await world.app.inject({
      method: 'POST',
      url: '/api/v1/persons/search',
      headers: { authorization: `Bearer ${tablet.deviceToken}`, [sessionHeader]: token },
      payload: {
        protocol: protocolVersion,
        nonce: 'nonce-of-search',
        who,
        fromMs: serverNowMs - 86_400_000,
        throughMs: serverNowMs,
        ...change,
      },
    });
    return personSearchResponseSchema.parse(answer.json()).found;
  };
};

describe.each(bothEngines)('looking a person up, on $name', (engine) => {
  it('[ROLE-6] finds what holds now, also where it was amended or voided, and not what was replaced', async () => {
    await using world = await openWorld(engine);
    const find = await withSupervisor(world);
    const ids = async (...args: Parameters<typeof find>) =>
      (await find(...args)).map(({ recordId }) => recordId);
    expect(await ids({ phone })).toEqual([crossed.subjectId]);
    expect(await ids({ phone: former })).toEqual([crossingEntry(4).subjectId]);
    const [found] = await find({ phone });
    expect(found).toMatchObject({ isVoid: true, declaration: { phone } });
    expect(await ids({ number: '001099 000001' })).toHaveLength(2);
    expect(await ids({ name: 'mau van' })).toHaveLength(2);
    expect(await ids({ name: 'mau thi' })).toEqual([]);
    expect(await ids({ number: '001099000002' })).toEqual([]);
    // Nobody declared a plate: nothing typed may be found by its absence.
    expect(await ids({ plate: '....' })).toEqual([]);
  });

  it('[ROLE-6] finds only what passed in the time that was asked for', async () => {
    await using world = await openWorld(engine);
    const find = await withSupervisor(world);
    const name = { name: 'nguyen' };
    const [newest, oldest] = await find(name);
    expect(newest?.atMs).toBeGreaterThan(oldest?.atMs ?? Infinity);
    const until = await find(name, { throughMs: Math.ceil(oldest?.atMs ?? 0) });
    expect(until.map(({ recordId }) => recordId)).toEqual([oldest?.recordId]);
    expect(await find(name, { fromMs: serverNowMs - 60_000 })).toEqual([]);
  });
});
