import { describe, expect, it } from 'vitest';
import { replayQuarantine } from '../../sync-server/services/replay-quarantine.ts';
import { readRecords } from '../../sync-server/services/read-records.ts';
import { tellDevice } from '../../sync-server/services/end-device.ts';
import { tellMerged } from '../../sync-server/services/tell-merged.ts';
import { entriesOf, forgetAt } from '../support/retention-hand.ts';
import {
  afterDays,
  appAt,
  portsOf,
  withBytes,
  amendmentOf,
  referredCrossing,
} from '../support/sample-retention.ts';
import { idOf } from '../support/id-of.ts';
import { bothEngines } from './engines.ts';
import {
  crossingEntry,
  declarationEntry,
  frameAt,
  pushedAt,
  sampleLog,
  shiftId,
} from './sample-log.ts';
import { onBoard, openWorld, pull, push, serverNowMs } from './server-world.ts';

describe.each(bothEngines)('beside what the server forgets, on $name', (engine) => {
  it('[KEEP-8] quarantine, alerts, incidents, codes and reasons each go in their time, and the ledger is not taken for an older one', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const unread = frameAt(1, Uint8Array.of(9, 9, 9), idOf('entry', 1));
    const ahead = { position: 4, entry: pushedAt(4, referredCrossing(4)) };
    const incident = {
      incidentId: idOf('incident', 1),
      code: 'storage/lost' as const,
      wallMs: serverNowMs,
    };
    await push(world.app, tablet, [unread], {
      alerts: [{ ...ahead.entry, position: ahead.position }],
      incidents: [incident],
    });
    await world.store.transact(async (tx) => {
      await tx.insertEnrolCode({
        codeHash: 'hash',
        unitId: 'hn-01',
        madeAtMs: serverNowMs,
        expiresAtMs: serverNowMs,
      });
      const ended = { endedAtMs: serverNowMs, detectedAtMs: serverNowMs };
      await tx.endDevice(
        { ...tablet, name: '' },
        { kind: 'retired', reason: 'Của anh Mẫu', ...ended },
      );
    });
    const { store } = world;
    expect(await forgetAt({ store, nowMs: afterDays(29) })).toEqual({});
    expect(await forgetAt({ store, nowMs: afterDays(31) })).toEqual({ ahead: 1, 'enrol-codes': 1 });
    expect(
      (await store.listAheadOf({ ...tablet, name: '' })).map(({ frame }) => frame.length),
    ).toEqual([0]);
    expect(await forgetAt({ store, nowMs: afterDays(61) })).toEqual({ quarantine: 1 });
    expect(await replayQuarantine(world)).toBe(0);
    expect(await forgetAt({ store, nowMs: afterDays(366) })).toEqual({ incidents: 1 });
    expect(await forgetAt({ store, nowMs: afterDays(1827) })).toEqual({ endings: 1 });
    expect(await tellDevice(portsOf(world), tablet.deviceId)).toMatchObject({
      value: { reason: '', forgotten: 2, unread: 0 },
    });
    // Once its log arrives after all, the alert is a record like any other.
    await push(appAt(world, afterDays(31)), tablet, [
      pushedAt(2, amendmentOf(2, 4)),
      pushedAt(3, declarationEntry(3)),
      ahead.entry,
    ]);
    expect((await withBytes(world)).map(({ position }) => position)).toEqual([2, 3, 4]);
  });

  it('[KEEP-8] an alert’s copy goes as soon as its log has brought it', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const alert = pushedAt(2, referredCrossing(2));
    await push(world.app, tablet, [], { alerts: [alert] });
    await push(world.app, tablet, [pushedAt(1, declarationEntry(1)), alert]);
    const { store } = world;
    expect(await forgetAt({ store, nowMs: serverNowMs })).toEqual({ ahead: 1 });
    expect(await withBytes(world)).toHaveLength(2);
  });

  it('[KEEP-9] everybody who reads the ledger copes with what is gone', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = [...sampleLog(4), pushedAt(5, amendmentOf(5, 2))];
    await push(world.app, tablet, entries);
    const device = (await world.store.findDevice(tablet.deviceId)) ?? null;
    if (!device) throw new Error('It is enrolled.');
    await forgetAt({ store: world.store, nowMs: afterDays(31) });

    const feed = await pull(world.app, tablet, { scope: 'unit:hn-01', cursor: '0' });
    expect(feed.changes.map(({ kind }) => kind)).toEqual(['entry.merged', 'entries.accepted']);
    const ports = portsOf(world);
    const held = (await entriesOf(world.store, 'hn-01'))[1];
    const asks = [
      {
        logId: tablet.logId,
        position: 5,
        held: { entryId: held?.entryId ?? '', hash: held?.hash ?? '' },
      },
    ];
    expect(await tellMerged(ports, device, { protocol: 3, nonce: 'n', asks })).toMatchObject({
      entries: [],
    });
    expect(await readRecords(world, 'hn-01', shiftId)).toEqual({
      records: [],
      crossings: 0,
      parked: 0,
    });
    expect(await onBoard(world.app, tablet)).toMatchObject({
      ackedThrough: 5,
      quarantined: 0,
      recordsByShift: { [shiftId]: 2 },
    });
    const account = await tellDevice(portsOf(world), tablet.deviceId);
    expect(account).toMatchObject({
      value: { recordIds: [idOf('crossing', 2), idOf('crossing', 4)], forgotten: 5, unread: 0 },
    });
    const forked = await push(world.app, tablet, [pushedAt(2, crossingEntry(9))]);
    expect(forked).toMatchObject({ command: 'fork', ackedThrough: 5 });
  });
});
