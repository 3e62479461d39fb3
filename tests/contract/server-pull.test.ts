import { describe, expect, it } from 'vitest';
import type { Change } from '#protocol/pull.ts';
import { knownChangeSchema } from '#protocol/pull.ts';
import { bothEngines } from './engines.ts';
import { closingEntry, personalWords, pushedAt, sampleLog, shiftId } from './sample-log.ts';
import { openWorld, pull, push, refusal, serverNowMs, units } from './server-world.ts';

const officerLine = (officerId: string, unitId: string | null) => ({
  kind: 'officer',
  audience: unitId,
  body: {
    officerId,
    name: `${officerId} (mẫu)`,
    role: 'supervisor',
    unitId,
    unlock: {
      algorithm: 'Argon2id',
      memoryKiB: 19_456,
      iterations: 2,
      parallelism: 1,
      salt: 'a'.repeat(32),
      wrappedKey: 'b'.repeat(120),
    },
  },
});

describe.each(bothEngines)('pull on $name', (engine) => {
  it('[PULL-1] pages of any size give the whole feed, each line once and in order', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    for (const entry of sampleLog(10)) await push(world.app, tablet, [entry]);
    for (const limit of [1, 3, 10, 500]) {
      const read: Change[] = [];
      let cursor = 0;
      for (let hasMore = true; hasMore;) {
        const page = await pull(world.app, tablet, {
          scope: 'unit:hn-01',
          cursor: String(cursor),
          limit: String(limit),
        });
        expect(page.changes.length).toBeLessThanOrEqual(limit);
        expect(page.reset).toBeUndefined();
        read.push(...page.changes);
        ({ cursor, hasMore } = page);
      }
      expect(read.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(cursor).toBe(10);
      expect(read.every((change) => knownChangeSchema.safeParse(change).success)).toBe(true);
    }
  });

  it('[SERVER-14] a server clock that jumps by days and years refuses nothing and changes no order', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const day = 86_400_000;
    for (const [index, jumpMs] of [0, -day, 3650 * day, -3650 * day].entries()) {
      const app = world.withPorts({ clock: () => serverNowMs + jumpMs });
      const answer = await push(app, tablet, sampleLog(index + 1).slice(index));
      expect(answer.ackedThrough).toBe(index + 1);
      await app.close();
    }
    const { changes } = await pull(world.app, tablet, { scope: 'unit:hn-01' });
    expect(changes.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(changes.map(({ body }) => body)).toMatchObject(
      [1, 2, 3, 4].map((position) => ({ from: position, through: position })),
    );
  });

  it('[PULL-2] a cursor from the future or of another epoch begins again from the start', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    for (const entry of sampleLog(4)) await push(world.app, tablet, [entry]);
    const foreign = [
      { cursor: '5', epoch: await world.store.epoch() },
      { cursor: '2', epoch: 'another-life' },
    ];
    for (const query of foreign) {
      const page = await pull(world.app, tablet, { scope: 'unit:hn-01', ...query });
      expect(page.reset).toBe(true);
      expect(page.changes.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
      expect(page.cursor).toBe(4);
    }
    const own = await pull(world.app, tablet, {
      scope: 'unit:hn-01',
      cursor: '2',
      epoch: await world.store.epoch(),
    });
    expect(own).toMatchObject({ cursor: 4, hasMore: false });
    expect(own.reset).toBeUndefined();
  });

  it('[PULL-3] a tablet gets PIN verifiers of its own unit and of the city, of no other unit', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol('hn-01');
    await world.store.transact((tx) =>
      tx.appendFeed('reference', [
        officerLine('own', 'hn-01'),
        officerLine('foreign', 'hn-02'),
        officerLine('city', null),
        officerLine('foreign-last', 'hn-02'),
      ]),
    );
    const officers: string[] = [];
    const seen: number[] = [];
    let cursor = 0;
    for (let hasMore = true; hasMore;) {
      const page = await pull(world.app, tablet, {
        scope: 'reference',
        cursor: String(cursor),
        limit: '2',
      });
      expect(JSON.stringify(page)).not.toContain('foreign');
      for (const change of page.changes) {
        seen.push(change.seq);
        const known = knownChangeSchema.parse(change);
        if (known.kind === 'officer') officers.push(known.body.officerId);
      }
      ({ cursor, hasMore } = page);
    }
    expect(officers).toEqual(['own', 'city']);
    expect(seen).toEqual(seen.toSorted((left, right) => left - right));
    expect(cursor).toBe(units.length + 4);
  });

  it('[PULL-4] the feed of another unit is refused', async () => {
    await using world = await openWorld(engine);
    const { deviceToken } = await world.enrol('hn-01');
    const problem = await refusal(world.app, {
      url: '/api/v1/pull?protocol=2&scope=unit:hn-02',
      headers: { authorization: `Bearer ${deviceToken}` },
    });
    expect(problem.problem).toBe('device/not-allowed');
  });

  it('[PULL-5] a unit’s feed tells that entries arrived and shifts were closed, nothing of a person', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    await push(world.app, tablet, [...sampleLog(2), pushedAt(3, closingEntry(3, 1))]);
    const page = await pull(world.app, tablet, { scope: 'unit:hn-01' });
    const kinds = page.changes.map(({ kind }) => kind);
    expect(kinds).toEqual(['shift.closed', 'entries.accepted']);
    expect(page.changes[0]?.body).toMatchObject({ shiftId, records: 1, officer: 'hn-01-qm1' });
    for (const word of personalWords) expect(JSON.stringify(page)).not.toContain(word);
    expect(JSON.stringify(page)).not.toContain('frame');
  });

  it('[PULL-6] entries kept aside are not announced', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const [first, second] = sampleLog(2);
    if (!first || !second) throw new Error('A log of two has two entries.');
    await push(world.app, tablet, [first, { ...second, entryId: first.entryId }]);
    const page = await pull(world.app, tablet, { scope: 'unit:hn-01' });
    expect(page.changes).toHaveLength(1);
  });
});
