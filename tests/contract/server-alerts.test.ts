import { describe, expect, it } from 'vitest';
import { bothEngines } from './engines.ts';
import { sampleLog, shiftId, type PlacedEntry } from './sample-log.ts';
import { onBoard, openWorld, pull, push } from './server-world.ts';

const alertsOf = (...entries: (PlacedEntry | undefined)[]) => ({
  alerts: entries.flatMap((entry) => (entry ? [entry] : [])),
});

describe.each(bothEngines)('alerts on $name', (engine) => {
  it('[PUSH-18] are kept ahead of their log, once, and are records only when it reaches them', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(6);
    const [, second, , fourth] = entries;
    await push(world.app, tablet, entries.slice(0, 1), alertsOf(fourth, second));
    await push(world.app, tablet, [], { from: 2, ...alertsOf(fourth, second) });
    let tile = await onBoard(world.app, tablet);
    expect(tile).toMatchObject({ alertsAhead: 2, ackedThrough: 1, recordsByShift: {} });

    await push(world.app, tablet, entries.slice(1, 3), alertsOf(fourth));
    tile = await onBoard(world.app, tablet);
    expect(tile).toMatchObject({ alertsAhead: 1, recordsByShift: { [shiftId]: 1 } });

    const answer = await push(world.app, tablet, entries.slice(3), alertsOf(fourth));
    expect(answer.results).toEqual([{ from: 4, through: 6, status: 'applied' }]);
    // A proxy delivers an old body once more.
    await push(world.app, tablet, [], { from: 2, ...alertsOf(fourth, second) });
    tile = await onBoard(world.app, tablet);
    expect(tile).toMatchObject({ alertsAhead: 0, recordsByShift: { [shiftId]: 3 } });
  });

  it('[PUSH-18] are settled by the log that follows a fork as well', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(4);
    await push(world.app, tablet, entries.slice(0, 1), alertsOf(entries[3]));
    const forked = await push(
      world.app,
      tablet,
      entries.slice(1, 2).map((e) => ({ ...e, position: 1 })),
    );
    expect(forked.command).toBe('fork');
    expect((await onBoard(world.app, tablet)).alertsAhead).toBe(1);
    const successor = { ...tablet, logId: '00000000-0000-7000-8000-000000000009' };
    await push(world.app, successor, entries);
    expect(await onBoard(world.app, tablet)).toMatchObject({
      alertsAhead: 0,
      recordsByShift: { [shiftId]: 2 },
    });
  });

  it('[PUSH-18] that come with a gap or unreadable are kept as well, and told to nobody', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(4);
    const strange = { ...entries[3], frame: Uint8Array.of(9, 9), position: 4 } as PlacedEntry;
    const answer = await push(world.app, tablet, entries.slice(2), alertsOf(entries[1], strange));
    expect(answer).toMatchObject({ ackedThrough: 0, results: [], feedHeads: {} });
    expect((await onBoard(world.app, tablet)).alertsAhead).toBe(2);
    const feed = await pull(world.app, tablet, { scope: 'unit:hn-01' });
    expect(feed.changes).toEqual([]);
  });
});
