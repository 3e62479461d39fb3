import type { Entry } from '#domain/log/entry.ts';
import { describe, expect, it } from 'vitest';
import { placeHold, releaseHold } from '../../sync-server/services/retention/legal-holds.ts';
import { dayMs, digestOfLog, entriesOf, forgetAt } from '../support/retention-hand.ts';
import {
  afterDays,
  appAt,
  portsOf,
  standings,
  withBytes,
  amendmentOf,
  voidingOf,
  referredCrossing,
} from '../support/sample-retention.ts';
import { sealAll } from '../support/sealing.ts';
import { idOf } from '../support/id-of.ts';
import { bothEngines } from './engines.ts';
import { declarationEntry, pushedAt, sampleLog, shiftId } from './sample-log.ts';
import { onBoard, openWorld, push, reconcile, serverNowMs } from './server-world.ts';

describe.each(bothEngines)('what the server forgets, on $name', (engine) => {
  it('[KEEP-1] after thirty days no frame is left, and every digest and receipt is as before', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = await sealAll([...sampleLog(4), pushedAt(5, voidingOf(5, 4))]);
    const { digest } = await push(world.app, tablet, entries);
    const before = await entriesOf(world.store, 'hn-01');

    expect(await forgetAt({ store: world.store, nowMs: afterDays(26) })).toEqual({});
    expect(await forgetAt({ store: world.store, nowMs: afterDays(28) })).toEqual({ identified: 3 });
    expect((await withBytes(world)).map(({ kind }) => kind)).toEqual(
      Array(2).fill('declaration.recorded'),
    );
    expect(await forgetAt({ store: world.store, nowMs: afterDays(31) })).toEqual({ identified: 2 });
    expect(await forgetAt({ store: world.store, nowMs: afterDays(31) })).toEqual({});

    const after = await entriesOf(world.store, 'hn-01');
    const none = new Uint8Array();
    expect(after.map(({ frame: _frame, ...entry }) => entry)).toEqual(
      before.map(({ frame: _frame, ...entry }) => entry),
    );
    expect(after.map(({ frame }) => frame.length)).toEqual(before.map(() => none.length));
    expect(await digestOfLog(world.store, 'hn-01', tablet.logId)).toBe(digest);
    const compared = await reconcile(
      world.app,
      tablet,
      { count: 5, digest, records: 2 },
      [1, 3, 5],
    );
    expect(compared).toMatchObject({ ackedThrough: 5, digest });
    expect(compared.receipt).not.toBeNull();
    expect(await standings(world)).toEqual([
      ['counted', 1],
      ['voided', 1],
    ]);
  });

  it('[KEEP-2] what is kept of a crossing is one question at a time, health by the day', async () => {
    await using world = await openWorld(engine);
    await push(world.app, await world.enrol(), sampleLog(2));
    await forgetAt({ store: world.store, nowMs: afterDays(31) });
    const cells = await world.store.listStatistics({ fromMs: 0, untilMs: afterDays(1) });
    const hour = Date.UTC(2021, 6, 25, 2);
    const day = Date.UTC(2021, 6, 24, 17);
    const cell = (question: string, answer: string, fromMs: number) => ({
      unitId: 'hn-01',
      fromMs,
      question,
      answer,
      crossings: 1,
    });
    expect(new Set(cells)).toEqual(
      new Set([
        cell('standing', 'counted', hour),
        cell('direction', 'in', hour),
        cell('vehicle', 'motorbike', hour),
        cell('channel', 'cccd_qr', hour),
        cell('verdict', 'pass', day),
        cell('symptom', 'no', day),
        cell('age', '18-39', day),
      ]),
    );
  });

  it('[KEEP-4] what is sent again is acknowledged as before and is not kept again', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(4);
    const { digest } = await push(world.app, tablet, entries);
    await forgetAt({ store: world.store, nowMs: afterDays(31) });

    const again = await push(world.app, tablet, entries);
    expect(again).toMatchObject({ ackedThrough: 4, digest });
    expect(again.results).toEqual([{ from: 1, through: 4, status: 'duplicate' }]);
    expect(await withBytes(world)).toEqual([]);

    // Under another log, as after a fork, with a word about somebody who is no longer known here.
    const late = appAt(world, afterDays(31));
    const successor = { ...tablet, logId: idOf('successor', 1) };
    const more = [...entries, pushedAt(5, amendmentOf(5, 4))];
    const taken = await push(late, successor, more);
    expect(taken.results).toEqual([
      { from: 1, through: 4, status: 'duplicate' },
      { from: 5, through: 5, status: 'applied' },
    ]);
    const counts = await forgetAt({ store: world.store, nowMs: afterDays(31) + 60_000 });
    expect(counts).toEqual({ returned: 5 });
    expect(await withBytes(world)).toEqual([]);
    expect(await standings(world)).toEqual([['counted', 2]]);
    expect(await onBoard(late, tablet)).toMatchObject({ recordsByShift: { [shiftId]: 2 } });
  });

  it('[KEEP-5] what is under a hold stays until it is released', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    await push(world.app, tablet, sampleLog(4));
    const ports = portsOf(world);
    const placed = await placeHold(ports, {
      unitId: 'hn-01',
      recordId: idOf('crossing', 2),
      reason: 'Công văn 12',
    });
    if (!placed.ok) throw new Error(placed.error);
    await forgetAt({ store: world.store, nowMs: afterDays(100) });
    expect((await withBytes(world)).map(({ position }) => position)).toEqual([1, 2]);
    expect(await standings(world)).toEqual([['counted', 1]]);

    const holdId = placed.value.holds[0]?.holdId ?? '';
    expect(await releaseHold(ports, holdId)).toMatchObject({ ok: true });
    expect(await releaseHold(ports, holdId)).toEqual({ ok: false, error: 'hold/unknown' });
    await forgetAt({ store: world.store, nowMs: afterDays(101) });
    expect(await withBytes(world)).toEqual([]);
    expect(await standings(world)).toEqual([['counted', 2]]);
  });

  it.each([
    { unitId: 'hn-01', shiftId },
    { unitId: 'hn-01', fromMs: serverNowMs - dayMs, untilMs: serverNowMs + dayMs },
    { unitId: 'hn-01' },
  ])('[KEEP-5] as a shift, as a period, as a whole unit: %j', async (scope) => {
    await using world = await openWorld(engine);
    await push(world.app, await world.enrol(), [
      ...sampleLog(2),
      pushedAt(3, { ...declarationEntry(3), kind: 'paper.issued' } as unknown as Entry),
    ]);
    const ports = portsOf(world);
    await placeHold(ports, { ...scope, reason: 'Công văn 12' });
    expect(await forgetAt({ store: world.store, nowMs: afterDays(300) })).toEqual({});
    expect(await withBytes(world)).toHaveLength(3);
  });

  it('[KEEP-6] whoever may be a case is kept longer, with what was declared', async () => {
    await using world = await openWorld(engine);
    const kept = new Map<string, number>();
    await push(world.app, await world.enrol(), [
      ...sampleLog(2),
      pushedAt(3, declarationEntry(3)),
      pushedAt(4, referredCrossing(4)),
    ]);
    for (const nowMs of [afterDays(31), afterDays(41)]) {
      await forgetAt({ store: world.store, nowMs, kept });
      expect((await withBytes(world)).map(({ position }) => position)).toEqual([3, 4]);
    }
    await forgetAt({ store: world.store, nowMs: afterDays(46), kept });
    expect(await withBytes(world)).toEqual([]);
    expect(await standings(world)).toEqual([['counted', 2]]);
  });
});
