import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MergedSubject } from '#domain/merge/fold-subject.ts';
import type { DuplicateVerdict } from '#domain/merge/merge-data.ts';
import { readRecords } from '../../sync-server/services/read-records.ts';
import { amendRecord } from '../../src/actions/amend-record.ts';
import { settleConflict } from '../../src/actions/settle-conflict.ts';
import { settleDuplicate } from '../../src/actions/settle-duplicate.ts';
import { voidRecord } from '../../src/actions/void-record.ts';
import { listRecords } from '../../src/store/list-records.ts';
import type { SubjectState } from '../../src/store/merge-rows.ts';
import { keepMerge } from '../../src/store/merge-record.ts';
import { readLinks } from '../../src/store/read-links.ts';
import { keepPerson, sampleSession } from '../support/tablet-fixture.ts';
import type { Fate } from '../support/test-network.ts';
import { openTestFrame } from '../support/sealing.ts';
import { createWorld, worldUnit, type World, type WorldTablet } from '../support/world.ts';

const shiftId = 'cc-01/2021-09-06/2';

type Step = { readonly tablet: number; readonly record: number } & (
  | { readonly do: 'amend' | 'settle'; readonly value: number | null }
  | { readonly do: 'void' | 'unvoid' | 'as-officer' }
  | { readonly do: 'settle-pair'; readonly verdict: DuplicateVerdict }
  | { readonly do: 'sync'; readonly fate: Fate }
);

const deeds = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('amend' as const),
      value: fc.constantFrom(36.5, 37.5, 38.5, null),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      value: fc.constantFrom(36.5, 37.5),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { do: 'void' as const },
      { do: 'unvoid' as const },
      { do: 'as-officer' as const },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('settle-pair' as const),
      verdict: fc.constantFrom<DuplicateVerdict[]>('same-crossing', 'same-person', 'different'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      fate: fc.constantFrom<Fate>('deliver', 'deliver', 'lose-answer', 'lose-request'),
    }),
  },
);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc
    .tuple(deeds, fc.nat(1), fc.nat(2))
    .map(([deed, tablet, record]) => ({ ...deed, tablet, record })),
  { minLength: 6, maxLength: 24 },
);

const doStep = async (tablet: WorldTablet, recordIds: readonly string[], step: Step) => {
  const recordId = recordIds[step.record] ?? '';
  const other = recordIds[(step.record + 1) % recordIds.length] ?? '';
  switch (step.do) {
    case 'amend': {
      const phone = step.value === 37.5 ? '+84911111111' : '+84922222222';
      const crossing = { 'check.temperature': step.value };
      return amendRecord(tablet, recordId, { crossing, declaration: { phone } });
    }
    case 'settle':
      return settleConflict(tablet, recordId, { crossing: { 'check.temperature': step.value } });
    case 'void':
      return voidRecord(tablet, recordId, { reason: 'entered_twice' });
    case 'unvoid':
      return settleConflict(tablet, recordId, { unvoid: true });
    case 'settle-pair':
      return settleDuplicate(tablet, [recordId, other], step.verdict);
    case 'as-officer':
      await tablet.db.settings.put({
        key: 'session',
        value: { ...sampleSession, role: 'paper-officer' },
      });
      return amendRecord(tablet, recordId, { crossing: { 'check.temperature': 36.1 } });
    case 'sync':
      tablet.network.release(step.fate);
      tablet.forget();
      await tablet.sync();
      return tablet.network.release('deliver');
  }
};

/** Until every tablet has sent what it has and heard what the others sent. */
const syncAll = async (tablets: readonly WorldTablet[]) => {
  for (let round = 0; round < 3; round += 1) {
    for (const tablet of tablets) {
      tablet.network.release('deliver');
      tablet.forget();
      await tablet.syncToEnd();
    }
  }
};

const untouched = { amended: [], conflicts: [], voiding: null, overtaken: [] };
const stateOf = <Data>(subject: MergedSubject<Data> | (SubjectState & { data: Data })) => {
  const { data, amended, conflicts, voiding, overtaken } = subject;
  return { data, amended, conflicts, voiding, overtaken };
};

const foldOnServer = (world: World) =>
  readRecords({ store: world.store(), openFrame: openTestFrame }, worldUnit.unitId, shiftId);

const onServer = async (world: World) => {
  const { records, parked } = await foldOnServer(world);
  expect(parked).toBe(0);
  return records.map(({ recordId, crossing, declaration, seenAgainOf, likely }) => ({
    recordId,
    crossing: stateOf(crossing),
    declaration: declaration && stateOf(declaration),
    links: { seenAgainOf, likely },
  }));
};

const onTablet = async ({ db }: WorldTablet) => {
  const rows = await listRecords(db, { limit: 100 });
  const told = rows.map(async ({ recordId, crossing, declaration, merging }) => ({
    recordId,
    crossing: {
      data: crossing,
      ...untouched,
      ...(merging && stateOf({ ...merging.crossing, data: crossing })),
    },
    declaration: {
      data: declaration,
      ...untouched,
      ...(merging && stateOf({ ...merging.declaration, data: declaration })),
    },
    links: await readLinks(db, recordId),
  }));
  return (await Promise.all(told)).toSorted((left, right) =>
    left.recordId < right.recordId ? -1 : 1,
  );
};

/** Two tablets that hold the same three records: the second one is a copy of the first. */
const twoTablets = async (world: World) => {
  const first = await world.addTablet();
  const recordIds: string[] = [];
  for (const fullName of ['Trần Thị Hoa', 'Trần Thị Hoa', 'Lê Văn Nam']) {
    recordIds.push((await keepPerson(first, { fullName })).recordId);
  }
  await first.syncToEnd();
  return { recordIds, both: [first, await world.cloneTablet(first)] as const };
};

describe('two tablets that speak of the same records', () => {
  it('[MERGE-13] agree with the server, whatever they did without knowing of each other (seed 430)', async () => {
    let flagged = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (work) => {
        const world = await createWorld(43);
        const { recordIds, both } = await twoTablets(world);
        for (const step of work) {
          const tablet = both[step.tablet];
          if (tablet) await doStep(tablet, recordIds, step);
        }
        await syncAll(both);
        const known = await onServer(world);
        expect(known).toHaveLength(3);
        for (const tablet of both) expect(await onTablet(tablet)).toEqual(known);
        flagged += known.filter(({ crossing }) => crossing.conflicts.length > 0).length;
        await world.close();
      }),
      { seed: 430, numRuns: 40 },
    );
    expect(flagged).toBeGreaterThan(0);
  });
});

/** What proves that a tablet holds a record. */
const heldBy = async ({ db }: WorldTablet, recordId: string) => {
  const row = await db.records.get(recordId);
  if (row === undefined) throw new Error('the tablet does not hold it');
  return row.held.declaration;
};

describe('what was said of a record', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(44);
  });
  afterEach(() => world.close());

  it('[MERGE-12] reaches a tablet that holds the record, also one enrolled anew, and no other', async () => {
    const { recordIds, both } = await twoTablets(world);
    const [first, second] = both;
    const outsider = await world.addTablet();
    const theirs = await keepPerson(outsider, { fullName: 'Phạm Thị Lan' });
    const anew = await (await world.addTablet()).db.device.get('device');
    if (anew) await second.db.device.put(anew);
    const recordId = recordIds[0] ?? '';
    await amendRecord(first, recordId, { declaration: { phone: '+84933333333' } });
    await syncAll([first, second, outsider]);

    const phoneOn = async (tablet: WorldTablet) =>
      (await tablet.db.records.get(recordId))?.declaration.phone;
    expect(await phoneOn(second)).toBe('+84933333333');
    expect(await outsider.db.merges.count()).toBe(0);

    const line = { logId: '', position: 0 };
    for (const { body } of await world.store().readFeed({
      scope: `unit:${worldUnit.unitId}`,
      audience: worldUnit.unitId,
      after: 0,
      through: 1_000,
      limit: 1_000,
    })) {
      if (typeof body === 'object' && body !== null && 'about' in body) Object.assign(line, body);
    }
    const { logId, position } = line;
    const held = await heldBy(second, recordId);
    const ask = (proof: Awaited<ReturnType<typeof heldBy>>) =>
      outsider.ports.transport.merged({
        protocol: 2,
        nonce: 'nonce-123',
        asks: [{ logId, position, held: proof }],
      });
    const answer = { ok: true, value: { nonce: 'nonce-123' } };
    expect(await ask({ ...held, hash: 'ab'.repeat(32) })).toMatchObject({
      ...answer,
      value: { entries: [] },
    });
    const own = await heldBy(outsider, theirs.recordId);
    expect(await ask(own)).toMatchObject({ value: { entries: [] } });
    expect(await ask(held)).toMatchObject({ value: { entries: [{ logId, position }] } });
  });

  it('[MERGE-12] is asked for again when the line breaks, and the feed waits for it', async () => {
    const { recordIds, both } = await twoTablets(world);
    const [first, second] = both;
    await amendRecord(first, recordIds[0] ?? '', { crossing: { 'check.temperature': 39 } });
    await syncAll([first]);
    second.network.plan('/merged', 'lose-answer');
    second.forget();
    expect(await second.sync()).toMatchObject({ kind: 'failed' });
    expect(await second.db.merges.count()).toBe(0);
    await syncAll([second]);
    expect(await second.db.merges.count()).toBe(1);
  });

  it('[MERGE-6] waits on the server and on a third tablet while what it is based on is still on the first', async () => {
    const { recordIds, both } = await twoTablets(world);
    const [first, second] = both;
    const third = await world.cloneTablet(first);
    const recordId = recordIds[0] ?? '';
    const warm = { crossing: { 'check.temperature': 37.2 } };
    await amendRecord(first, recordId, { crossing: { 'check.temperature': 39 } });
    // Handed over from tablet to tablet, as a file will be.
    const [handed] = await first.db.merges.toArray();
    await second.db.transaction('rw', second.db.merges, second.db.records, async () => {
      if (handed) await keepMerge(second.db, handed);
    });
    await amendRecord(second, recordId, warm);
    await syncAll([second, third]);
    const waiting = async () => (await third.db.records.get(recordId))?.merging?.waiting;
    expect([(await foldOnServer(world)).parked, await waiting()]).toEqual([1, 1]);
    expect((await third.db.records.get(recordId))?.crossing).not.toHaveProperty(
      'check.temperature',
    );
    await syncAll([first, second, third]);
    expect([(await foldOnServer(world)).parked, await waiting()]).toEqual([0, 0]);
    expect((await third.db.records.get(recordId))?.crossing).toMatchObject(warm.crossing);
    expect(await onTablet(third)).toEqual(await onServer(world));
  });

  it('[MERGE-13] survives a server put back from a backup', async () => {
    const { recordIds, both } = await twoTablets(world);
    const [first, second] = both;
    await amendRecord(first, recordIds[0] ?? '', { crossing: { 'check.temperature': 39 } });
    await amendRecord(second, recordIds[0] ?? '', { crossing: { 'check.temperature': 36 } });
    await syncAll(both);
    const before = await onServer(world);
    expect(before[0]?.crossing.conflicts).toHaveLength(1);
    await world.restoreServer(1);
    await syncAll(both);
    expect(await onServer(world)).toEqual(before);
    for (const tablet of both) expect(await onTablet(tablet)).toEqual(before);
  });
});
