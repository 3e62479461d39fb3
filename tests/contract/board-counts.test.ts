import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedHourOf, hourMs } from '#domain/board/counted.ts';
import type { Entry } from '#domain/log/entry.ts';
import { foldRecords } from '#domain/merge/fold-records.ts';
import { foldMarked } from '../../sync-server/services/board/fold-marked.ts';
import { replayQuarantine } from '../../sync-server/services/replay-quarantine.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { histories, playHistory } from '../support/merge-history.ts';
import { openTestFrame } from '../support/sealing.ts';
import { bothEngines, onMemory, type TestEngine } from './engines.ts';
import { arrived, custodyOf } from './sample-custody.ts';
import { crossingEntry, declarationEntry, pushedAt } from './sample-log.ts';
import { openWorld, push, serverNowMs, type ServerWorld } from './server-world.ts';

/** Long after everything that is marked is due. */
const later = serverNowMs + 24 * hourMs;

const foldAll = async (store: Store, nowMs = later): Promise<void> => {
  const ports = { store, openFrame: openTestFrame, clock: () => nowMs };
  // What waits for a declaration that does not come is looked at once and again only after a while.
  await foldMarked(ports);
  await foldMarked(ports);
};

const countsIn = async ({ store }: ServerWorld): Promise<string[]> => {
  const hours = await store.listHours(null, 0);
  return hours
    .map(
      ({ hourMs: hour, verdict, channel, records }) => `${hour} ${verdict} ${channel} ${records}`,
    )
    .toSorted();
};

/** The same, counted from everything that was ever said. */
const countedFrom = (entries: readonly Entry[]): string[] => {
  const recorded = new Map(
    entries.flatMap((entry) =>
      entry.kind === 'crossing.recorded' ? [[entry.subjectId, entry.time]] : [],
    ),
  );
  const standing = foldRecords(entries).records.filter(({ crossing }) => crossing.voiding === null);
  const kinds = standing.map(({ recordId, crossing, declaration }) => {
    const time = recorded.get(recordId);
    const hour = time === undefined ? Number.NaN : countedHourOf(time);
    return `${hour} ${crossing.data['check.verdict']} ${declaration?.data.channel ?? ''}`;
  });
  return [...Map.groupBy(kinds, (kind) => kind)]
    .map(([kind, alike]) => `${kind} ${alike.length}`)
    .toSorted();
};

const arrivals = histories.chain((steps) => {
  const entries = playHistory(steps).map((entry): Entry => ({ ...entry, unitId: 'hn-01' }));
  return fc.record({
    order: fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length }),
    cut: fc.integer({ min: 1, max: 5 }),
    again: fc.integer({ min: 0, max: 4 }),
    foldsBetween: fc.boolean(),
  });
});

/** Sends in pieces, each with some of what was sent before. */
const countAlike = (engine: TestEngine, numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(arrivals, async ({ order, cut, again, foldsBetween }) => {
      await using world = await openWorld(engine);
      const tablet = await world.enrol();
      const placed = order.map((entry, index) => pushedAt(index + 1, entry));
      for (let from = 0; from < placed.length; from += cut) {
        await push(world.app, tablet, placed.slice(Math.max(0, from - again), from + cut));
        if (foldsBetween) await foldMarked({ ...world, clock: () => serverNowMs });
      }
      await foldAll(world.store);
      expect(await countsIn(world)).toEqual(countedFrom(order));
    }),
    { numRuns, seed: 18, endOnFailure: true },
  );

describe('the hours of the board', () => {
  it('[BOARD-10] count what a fold of everything counts, in whatever order and however often it came (seed 18)', async () => {
    await expect(countAlike(onMemory, 60)).resolves.toBeUndefined();
  });
});

describe.each(bothEngines)('the hours of the board on $name', (engine) => {
  it('[BOARD-10] are the same on every engine (seed 18)', async () => {
    await expect(countAlike(engine, 4)).resolves.toBeUndefined();
  });

  it('[BOARD-10] count a record with its log, once, and follow what is said of it', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const record = [pushedAt(1, declarationEntry(1)), pushedAt(2, crossingEntry(2))];
    const hour = countedHourOf(crossingEntry(2).time);
    await push(world.app, tablet, record);
    expect(await countsIn(world)).toEqual([`${hour} pass cccd_qr 1`]);
    await push(world.app, tablet, record);
    expect(await countsIn(world)).toEqual([`${hour} pass cccd_qr 1`]);

    const about = { ...crossingEntry(2), basedOn: [crossingEntry(2).entryId] };
    const amended: Entry = {
      ...about,
      entryId: declarationEntry(3).entryId,
      kind: 'crossing.amended',
      data: { fields: { 'check.verdict': 'hold' }, role: 'supervisor' },
    };
    const voided: Entry = {
      ...about,
      entryId: declarationEntry(4).entryId,
      kind: 'crossing.voided',
      basedOn: [amended.entryId],
      data: { reason: 'practice' },
    };
    await push(world.app, tablet, [pushedAt(3, amended)]);
    await foldAll(world.store);
    expect(await countsIn(world)).toEqual([`${hour} hold cccd_qr 1`]);
    await push(world.app, tablet, [pushedAt(3, amended), pushedAt(4, voided)]);
    await foldAll(world.store);
    await foldAll(world.store);
    expect(await countsIn(world)).toEqual([]);
  });

  it('[BOARD-10] count what leaves the quarantine, and nothing before', async () => {
    await using world = await openWorld(engine);
    const { logId, deviceId } = await world.enrol();
    const unread = { bearsItsId: false, kind: null, subjectId: null, shiftId: null, effect: null };
    const fault = 'entry/newer-frame';
    const entries = [pushedAt(1, declarationEntry(1)), pushedAt(2, crossingEntry(2))];
    await world.store.takeCustody(
      custodyOf(
        entries.map((entry) => arrived(0, { ...entry, ...unread, fault })),
        { logId, deviceId },
      ),
    );
    await foldAll(world.store);
    expect(await countsIn(world)).toEqual([]);
    await replayQuarantine(world);
    await foldAll(world.store);
    const hour = countedHourOf(crossingEntry(2).time);
    expect(await countsIn(world)).toEqual([`${hour} pass cccd_qr 1`]);
  });

  it('[BOARD-11] a field that two say differently is an open conflict until it is settled', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const about = { ...crossingEntry(2), basedOn: [crossingEntry(2).entryId] };
    const amending = (number: number, degrees: number): Entry => ({
      ...about,
      entryId: declarationEntry(number).entryId,
      kind: 'crossing.amended',
      data: { fields: { 'check.temperature': degrees }, role: 'scanning-officer' },
    });
    const [one, other] = [amending(3, 37.1), amending(4, 38.2)];
    await push(world.app, tablet, [
      pushedAt(1, declarationEntry(1)),
      pushedAt(2, crossingEntry(2)),
      pushedAt(3, one),
      pushedAt(4, other),
    ]);
    await foldAll(world.store);
    const { unitId, deviceId } = tablet;
    expect(await world.store.listOpenConflicts(null)).toEqual([{ unitId, deviceId }]);
    const settled: Entry = {
      ...about,
      entryId: declarationEntry(5).entryId,
      kind: 'conflict.settled',
      basedOn: [one.entryId, other.entryId],
      data: { subject: 'crossing', fields: { 'check.temperature': 37.1 } },
    };
    await push(world.app, tablet, [pushedAt(5, settled)]);
    await foldAll(world.store);
    expect(await world.store.listOpenConflicts(null)).toEqual([]);
  });
});
