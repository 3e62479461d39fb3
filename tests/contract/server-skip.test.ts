import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { genesisDigest, hashOf, nextDigest } from '#domain/log/chain.ts';
import type { Incident } from '#domain/log/incident.ts';
import { bothEngines } from './engines.ts';
import { sampleLog, shiftId } from './sample-log.ts';
import { idOf } from '../support/id-of.ts';
import { onBoard, openWorld, push, serverNowMs } from './server-world.ts';

const skip = (count: number) => ({ skip: { count, reason: 'row-lost' as const } });

/** As `docs/PROTOCOL.md` says it, in other words than the server's. */
const lost = (logId: string, position: number): string =>
  createHash('sha256').update(`lost ${logId} ${position}`).digest('hex');

const incident = (change: Partial<Incident> = {}): Incident => ({
  incidentId: idOf('incident', 1),
  code: 'log/row-lost',
  wallMs: 7,
  ...change,
});

describe.each(bothEngines)('what is lost for ever, on $name', (engine) => {
  it('[PUSH-15] is held as lost, told as an incident, and the log goes on', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const { logId } = tablet;
    const entries = sampleLog(8);
    await push(world.app, tablet, entries.slice(0, 2));
    const answer = await push(world.app, tablet, entries.slice(4), { from: 3, ...skip(2) });
    expect(answer).toMatchObject({
      ackedThrough: 8,
      results: [{ from: 5, through: 8, status: 'applied' }],
    });
    const hashes = entries.map(({ position, frame }) =>
      position === 3 || position === 4 ? lost(logId, position) : hashOf(frame),
    );
    expect(answer.digest).toBe(hashes.reduce(nextDigest, genesisDigest(logId)));
    const tile = await onBoard(world.app, tablet);
    expect(tile).toMatchObject({ skipped: 2, recordsByShift: { [shiftId]: 3 }, unsentEntries: 0 });
    const told = { code: 'log/row-lost', wallMs: serverNowMs, logId, position: 3, count: 2 };
    expect(tile.incidents).toEqual([expect.objectContaining(told)]);
    const again = await push(world.app, tablet, entries.slice(4), { from: 3, ...skip(2) });
    expect(again).toMatchObject({ digest: answer.digest, results: [{ status: 'duplicate' }] });
    expect(await onBoard(world.app, tablet)).toMatchObject({ skipped: 2, incidents: [{}] });
  });

  it('[PUSH-16] what is held stays as it is; what was declared lost is not filled later', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(6);
    const { digest } = await push(world.app, tablet, entries.slice(0, 4));
    const held = await push(world.app, tablet, [], { from: 2, ...skip(2) });
    expect(held).toMatchObject({ ackedThrough: 4, digest });
    const partly = await push(world.app, tablet, [], { from: 4, ...skip(2) });
    expect(partly.ackedThrough).toBe(5);
    expect((await onBoard(world.app, tablet)).skipped).toBe(1);
    const late = await push(world.app, tablet, entries.slice(4, 5));
    expect(late).toMatchObject({ command: 'fork', ackedThrough: 5, digest: partly.digest });
    const gap = await push(world.app, tablet, [], { from: 9, ...skip(2) });
    expect(gap).toMatchObject({ ackedThrough: 5, results: [] });
  });

  it('[PUSH-17] a great loss is taken piece by piece, and the entries after it come last', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const [first] = sampleLog(2);
    if (!first) throw new Error('A log of two has two entries.');
    const lostCount = 2500;
    let answer = await push(world.app, tablet, [first], { from: 1, ...skip(lostCount) });
    expect(answer).toMatchObject({ ackedThrough: 2000, results: [] });
    const rest = lostCount - answer.ackedThrough;
    answer = await push(world.app, tablet, [first], { from: 2001, ...skip(rest) });
    expect(answer.ackedThrough).toBe(lostCount + 1);
    expect((await onBoard(world.app, tablet)).skipped).toBe(lostCount);
  });
});

describe.each(bothEngines)('incidents on $name', (engine) => {
  it('[PUSH-19] are kept once, also with a heartbeat, a gap or a fork', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const lostStorage = incident({ code: 'storage/lost', count: 12 });
    for (const from of [1, 1, 9]) {
      await push(world.app, tablet, [], { from, incidents: [lostStorage] });
    }
    expect((await onBoard(world.app, tablet)).incidents).toEqual([lostStorage]);
  });

  it('[PUSH-19] the loss that a skip tells and the tablet reports is one', async () => {
    await using world = await openWorld(engine);
    for (const isReportedFirst of [true, false]) {
      const tablet = await world.enrol();
      const own = incident({
        incidentId: idOf(`incident of ${tablet.logId}`, 1),
        logId: tablet.logId,
        position: 1,
        count: 3,
      });
      const report = () => push(world.app, tablet, [], { incidents: [own] });
      if (isReportedFirst) await report();
      await push(world.app, tablet, [], { from: 1, ...skip(3) });
      if (!isReportedFirst) await report();
      const { incidents } = await onBoard(world.app, tablet);
      expect(incidents.map(({ code, position, count }) => [code, position, count])).toEqual([
        ['log/row-lost', 1, 3],
      ]);
    }
    const both = await world.enrol();
    const own = incident({ incidentId: idOf('b', 1), logId: both.logId, position: 1, count: 3 });
    await push(world.app, both, [], { from: 1, ...skip(3), incidents: [own] });
    expect((await onBoard(world.app, both)).incidents).toEqual([own]);
  });

  it('[BOARD-9] the newest 20 of a tablet are shown', async () => {
    await using world = await openWorld(engine);
    const [tablet, other] = [await world.enrol(), await world.enrol('hn-01', 'Máy 2')];
    const numbered = (number: number) =>
      incident({ incidentId: idOf('numbered', number), code: 'digest/differs', count: number });
    for (const first of [1, 16]) {
      const incidents = Array.from({ length: 15 }, (_, index) => numbered(first + index));
      await push(world.app, tablet, [], { incidents });
    }
    await push(world.app, other, [], { incidents: [numbered(99)] });
    const shown = (await onBoard(world.app, tablet)).incidents;
    expect(shown).toHaveLength(20);
    expect((await onBoard(world.app, other)).incidents.map(({ count }) => count)).toEqual([99]);
  });
});
