import { describe, expect, it } from 'vitest';
import { replayQuarantine } from '../../sync-server/services/replay-quarantine.ts';
import { bothEngines } from './engines.ts';
import { arrived, custodyOf } from './sample-custody.ts';
import {
  closingEntry,
  crossingEntry,
  declarationEntry,
  pushedAt,
  shiftId,
  strangeAt,
  type PlacedEntry,
} from './sample-log.ts';
import { idOf } from '../support/id-of.ts';
import { onBoard, openWorld, pull, push, type ServerWorld, type Tablet } from './server-world.ts';

/** What an older server made of entries that this build can read. */
const takeAsTooNew = async (
  world: ServerWorld,
  { logId, deviceId }: Tablet,
  entries: readonly { entry: PlacedEntry; fault: string }[],
) => {
  const unread = { bearsItsId: false, kind: null, subjectId: null, shiftId: null, effect: null };
  await world.store.takeCustody(
    custodyOf(
      entries.map(({ entry, fault }) => arrived(0, { ...entry, ...unread, fault })),
      { logId, deviceId },
    ),
  );
};

const tooNew = (entry: PlacedEntry, fault = 'entry/newer-frame') => ({ entry, fault });

describe.each(bothEngines)('what was too new, on $name', (engine) => {
  it('[PUSH-21] is judged again after an update and applied exactly once', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const crossing = pushedAt(2, crossingEntry(2));
    await takeAsTooNew(world, tablet, [
      tooNew(pushedAt(1, declarationEntry(1)), 'entry/newer-schema'),
      tooNew(crossing),
      tooNew(pushedAt(3, closingEntry(3, 1)), 'entry/unknown-kind'),
      tooNew(strangeAt(4, { ...declarationEntry(7), kind: 'paper.issued' })),
      tooNew(strangeAt(5, { ...declarationEntry(9), data: {} })),
      tooNew(pushedAt(6, { ...declarationEntry(11), unitId: 'hn-02' })),
      tooNew({ ...crossing, position: 7 }),
      tooNew(pushedAt(8, { ...crossingEntry(2), officer: 'hn-01-pg1' })),
    ]);
    expect(await onBoard(world.app, tablet)).toMatchObject({ quarantined: 8, recordsByShift: {} });
    const cursor = await world.store.feedHead('unit:hn-01');

    for (const released of [4, 0]) {
      expect(await replayQuarantine(world)).toBe(released);
      const tile = await onBoard(world.app, tablet);
      expect(tile).toMatchObject({ quarantined: 4, recordsByShift: { [shiftId]: 1 } });
    }
    const quarantined = await world.store.listEntries({ unitId: 'hn-01', status: 'quarantined' });
    expect(quarantined.map(({ position, reason }) => [position, reason])).toEqual([
      [4, 'entry/newer-frame'],
      [5, 'entry/data-invalid'],
      [6, 'entry/other-unit'],
      [8, 'entry/id-reused'],
    ]);
    const feed = await pull(world.app, tablet, { scope: 'unit:hn-01', cursor: String(cursor) });
    expect(feed.changes.map(({ kind }) => kind)).toEqual(['shift.closed']);
    const log = { unitId: tablet.unitId, logId: tablet.logId };
    expect(await world.store.findLog(log)).toMatchObject({ records: 3, quarantined: 4 });
    // Sent once more by a tablet that went on under another log, it is still one.
    const successor = { ...tablet, logId: idOf('successor', 2) };
    const answer = await push(world.app, successor, [{ ...crossing, position: 1 }]);
    expect(answer.results).toEqual([{ from: 1, through: 1, status: 'duplicate' }]);
  });

  it('[PUSH-21] however many there are, and when two servers begin at once', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const crossings = Array.from({ length: 450 }, (_, index) =>
      tooNew(pushedAt(index + 1, crossingEntry(2 * index + 2))),
    );
    await takeAsTooNew(world, tablet, crossings);
    const released = await Promise.all([replayQuarantine(world), replayQuarantine(world)]);
    expect(released.reduce((sum, count) => sum + count)).toBe(450);
    const tile = await onBoard(world.app, tablet);
    expect(tile).toMatchObject({ quarantined: 0, recordsByShift: { [shiftId]: 450 } });
  });
});
