import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import { sessionHeader } from '#protocol/session.ts';
import { quarantineResponseSchema } from '#protocol/settle.ts';
import { protocolVersion } from '#protocol/version.ts';
import { sealAll } from '../support/sealing.ts';
import { idOf } from '../support/id-of.ts';
import { bothEngines } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import { crossingEntry, declarationEntry, pushedAt } from './sample-log.ts';
import { onBoard, openWorld, push, type ServerWorld, type Tablet } from './server-world.ts';

const declared = declarationEntry(1);
/** A birth date that is none, and a field that no sheet has. */
const broken = {
  ...declared,
  data: { ...declared.data, dob: '31/02/1990', favourite: 'blue' },
} as unknown as Entry;

const askCases = async (world: ServerWorld, tablet: Tablet, token: string) => {
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/v1/settle/quarantine',
    headers: { authorization: `Bearer ${tablet.deviceToken}`, [sessionHeader]: token },
    payload: { protocol: protocolVersion, nonce: 'nonce-of-repair' },
  });
  return quarantineResponseSchema.parse(answer.json());
};

const send = async (world: ServerWorld, tablet: Tablet, entries: readonly Entry[], from = 1) =>
  push(
    world.app,
    tablet,
    await sealAll(entries.map((entry, index) => pushedAt(from + index, entry))),
  );

describe.each(bothEngines)('the repair desk of a unit, on $name', (engine) => {
  it('[REPAIR-1] tells what is wrong and in which field, and what was settled waits for nobody', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol('hn-01', 'Máy 1');
    await send(world, tablet, [broken, crossingEntry(2)]);
    expect((await onBoard(world.app, tablet)).quarantined).toBe(1);
    const officer = await seedOfficer(world, 'hn-01', 'supervisor');
    const token = await tokenOf(world, tablet, officer, { code: codeNow() });
    const { cases, open } = await askCases(world, tablet, token);
    const [found] = cases;
    expect([open, cases.length]).toEqual([1, 1]);
    expect(found).toMatchObject({
      entryId: declared.entryId,
      reason: 'entry/data-invalid',
      device: 'Máy 1',
      isRepairable: true,
      settled: null,
    });
    expect(found?.faults).toEqual([
      { field: 'dob', problem: 'impossible' },
      { field: 'favourite', problem: 'unknown' },
    ]);
    if (found === undefined) return;

    const { logId, position, hash } = found;
    const meant: Entry = { ...declared, entryId: idOf('repaired', 1) };
    const settled: Entry = {
      ...declarationEntry(8),
      kind: 'quarantine.settled',
      subjectId: found.entryId,
      basedOn: [],
      data: { logId, position, hash, outcome: 'repaired', repairedBy: meant.entryId },
    };
    const answer = await send(world, tablet, [meant, settled], 3);
    expect(answer.results).toEqual([{ from: 3, through: 4, status: 'applied' }]);
    const after = await askCases(world, tablet, token);
    expect(after).toMatchObject({ open: 0, cases: [{ settled: { outcome: 'repaired' } }] });
    expect((await onBoard(world.app, tablet)).quarantined).toBe(0);
    // Nothing of it is changed: it stands where it stood.
    const kept = await world.store.listEntries({ unitId: 'hn-01', status: 'quarantined' });
    expect(kept).toMatchObject([{ position, hash }]);
  });

  it('[REPAIR-3] what is set aside keeps its reason, and waits again once that is taken back', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol('hn-01', 'Máy 1');
    await send(world, tablet, [broken]);
    const officer = await seedOfficer(world, 'hn-01', 'supervisor');
    const token = await tokenOf(world, tablet, officer, { code: codeNow() });
    const { cases } = await askCases(world, tablet, token);
    const { logId, position, hash } = cases[0] ?? { logId: '', position: 0, hash: '' };
    const about = { subjectId: declared.entryId };
    const aside: Entry = {
      ...declarationEntry(8),
      ...about,
      kind: 'quarantine.settled',
      data: { logId, position, hash, outcome: 'set-aside', reason: 'kept-again' },
    };
    await send(world, tablet, [aside], 2);
    expect(await askCases(world, tablet, token)).toMatchObject({
      open: 0,
      cases: [{ settled: { outcome: 'set-aside', settlingId: aside.entryId } }],
    });
    const back: Entry = {
      ...declarationEntry(9),
      ...about,
      kind: 'settling.taken-back',
      basedOn: [aside.entryId],
      data: { subject: 'quarantine', settlingId: aside.entryId },
    };
    await send(world, tablet, [back], 3);
    expect(await askCases(world, tablet, token)).toMatchObject({
      open: 1,
      cases: [{ settled: null, basedOn: [back.entryId] }],
    });
    expect((await onBoard(world.app, tablet)).quarantined).toBe(1);
  });
});
