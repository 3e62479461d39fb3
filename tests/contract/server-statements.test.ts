import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import type { ShiftStatement } from '#domain/shift/shift-statement.ts';
import { shiftAt } from '#domain/shift/shift.ts';
import { keepStatements } from '../../sync-server/services/shift/keep-statements.ts';
import { tellShift } from '../../sync-server/services/shift/tell-shift.ts';
import {
  carryOutRequest,
  openRequest,
} from '../../sync-server/services/subjects/handle-request.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { idOf } from '../support/id-of.ts';
import { forgetAt } from '../support/retention-hand.ts';
import { afterDays, portsOf } from '../support/sample-retention.ts';
import { openTestFrame, sealAll } from '../support/sealing.ts';
import { bothEngines } from './engines.ts';
import { crossingEntry, declarationEntry, frameAt, pushedAt, shiftId } from './sample-log.ts';
import { openWorld, push, serverNowMs, type ServerWorld, type Tablet } from './server-world.ts';

const send = async (world: ServerWorld, tablet: Tablet, entries: readonly Entry[], from: number) =>
  push(
    world.app,
    tablet,
    await sealAll(entries.map((entry, index) => pushedAt(from + index, entry))),
  );

const amending = (number: number, of: number, temperature: number): Entry => ({
  ...crossingEntry(number),
  kind: 'crossing.amended',
  subjectId: crossingEntry(of).subjectId,
  basedOn: [crossingEntry(of).entryId],
  data: { fields: { 'check.temperature': temperature }, role: 'paper-officer' },
});

const raising = (number: number, of: number): Entry => ({
  ...crossingEntry(number),
  kind: 'referral.raised',
  subjectId: crossingEntry(of).subjectId,
  data: { declarationId: declarationEntry(of - 1).subjectId, causes: ['fever-measured'] },
});

/** A keeper, and how often it opened anything. */
const keeperOf = (world: Pick<ServerWorld, 'store'>, store: Store = world.store) => {
  let opened = 0;
  const tell = keepStatements({
    store,
    clock: () => serverNowMs,
    openFrame: (frame) => {
      opened += 1;
      return openTestFrame(frame);
    },
  });
  const ask = async (of = shiftId): Promise<ShiftStatement> => {
    const told = await tell('hn-01', of);
    if (!told.ok) throw new Error(told.error);
    return told.value;
  };
  return { tell, ask, opened: () => opened };
};

describe.each(bothEngines)('a statement that many ask for, on $name', (engine) => {
  const anew = async (world: ServerWorld): Promise<ShiftStatement> => {
    const told = await tellShift(portsOf(world), 'hn-01', shiftId);
    if (!told.ok) throw new Error(told.error);
    return told.value;
  };

  it('[STATE-4] is worked out once for all who ask at the same time, and not again while nothing changes', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol('hn-01', 'Máy 1');
    await send(world, tablet, [declarationEntry(1), crossingEntry(2)], 1);
    const { ask, opened } = keeperOf(world);
    const all = await Promise.all(Array.from({ length: 8 }, () => ask()));
    expect(opened()).toBe(2);
    for (const one of all) expect(one).toEqual(await anew(world));
    // A tablet that says it is there changes nothing of it; neither does another unit.
    await push(world.app, tablet, []);
    const elsewhere = await world.enrol('hn-02', 'Máy 9');
    await push(world.app, elsewhere, await sealAll([pushedAt(1, declarationEntry(9))]));
    await ask();
    expect(opened()).toBe(2);
  });

  it('[STATE-4] says at every moment what is true then, whatever changed', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol('hn-01', 'Máy 1');
    const other = await world.enrol('hn-01', 'Máy 2');
    const { ask } = keeperOf(world);
    let before = await ask();
    const key = { unitId: 'hn-01', recordId: crossingEntry(2).subjectId };
    const line = { atMs: serverNowMs, officerId: 'hd-01', detail: null };
    const changes: readonly [string, () => Promise<unknown>][] = [
      ['a record', () => send(world, tablet, [declarationEntry(1), crossingEntry(2)], 1)],
      ['another tablet', () => send(world, other, [declarationEntry(11), crossingEntry(12)], 1)],
      ['a word about it', () => send(world, tablet, [amending(3, 2, 37.5)], 3)],
      ['what contradicts it', () => send(world, other, [amending(13, 2, 39)], 3)],
      ['a referral', () => send(world, tablet, [raising(4, 2)], 4)],
      [
        'that it was noted',
        () =>
          world.store.transact((tx) =>
            tx.raiseReferral({
              ...key,
              declarationId: declarationEntry(1).subjectId,
              entryId: idOf('entry', 4),
              officerId: 'hn-01-qm1',
              atMs: serverNowMs,
              isDelivered: false,
            }),
          ),
      ],
      [
        'a step of it',
        () =>
          world.store.transact((tx) =>
            tx.appendReferralLine(key, { ...line, state: 'acknowledged' }),
          ),
      ],
      [
        'an incident',
        () =>
          push(world.app, tablet, [], {
            from: 5,
            incidents: [
              { incidentId: idOf('incident', 1), code: 'storage/lost', wallMs: serverNowMs },
            ],
          }),
      ],
      [
        'what cannot be read',
        () => push(world.app, tablet, [frameAt(5, Uint8Array.of(9, 9, 9), idOf('entry', 5))]),
      ],
      [
        'that it was released',
        async () => {
          const [kept] = await world.store.listEntries({ unitId: 'hn-01', status: 'quarantined' });
          if (kept === undefined) throw new Error('It is in quarantine.');
          const { kind, subjectId, shiftId: of } = kept;
          const verdict = { kind, subjectId, shiftId: of, reason: null, effect: null } as const;
          await world.store.transact((tx) =>
            tx.settleQuarantined(kept, { ...verdict, status: 'duplicate' }),
          );
        },
      ],
      [
        'an erasure',
        async () => {
          const subject = {
            unitId: 'hn-01',
            recordId: crossingEntry(12).subjectId,
            declarationId: declarationEntry(11).subjectId,
          };
          const ports = portsOf(world);
          const { requestId } = await openRequest(ports, { kind: 'erase', subjects: [subject] });
          await carryOutRequest(ports, requestId, 'the department decided');
        },
      ],
      ['the end of what is kept', () => forgetAt({ store: world.store, nowMs: afterDays(400) })],
    ];
    for (const [what, change] of changes) {
      await change();
      const now = await ask();
      expect({ what, ...now }).toEqual({ what, ...(await anew(world)) });
      expect({ what, ...now }).not.toEqual({ what, ...before });
      before = now;
    }
    expect(before).toMatchObject({ records: 0, incidents: [] });
  });

  it('[STATE-4] who asks while it is being worked out is told what came meanwhile', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol('hn-01', 'Máy 1');
    await send(world, tablet, [declarationEntry(1), crossingEntry(2)], 1);
    const held = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const { ask } = keeperOf(world, {
      ...world.store,
      listUnitLogs: async (unitId) => {
        begun.resolve();
        await held.promise;
        return world.store.listUnitLogs(unitId);
      },
    });
    const first = ask();
    await begun.promise;
    await send(world, tablet, [declarationEntry(3), crossingEntry(4)], 3);
    const later = [ask(), ask()];
    held.resolve();
    await first;
    for (const one of await Promise.all(later)) expect(one.records).toBe(2);
  });

  it('[STATE-4] a fault is not remembered, few shifts are, and another unit is told nothing of any', async () => {
    await using world = await openWorld(engine);
    let isBroken = true;
    const { tell, ask, opened } = keeperOf(world, {
      ...world.store,
      listUnitLogs: async (unitId) => {
        if (isBroken) throw new Error('busy');
        return world.store.listUnitLogs(unitId);
      },
    });
    await expect(ask()).rejects.toThrow('busy');
    isBroken = false;
    expect(await ask()).toMatchObject({ records: 0 });
    expect(await tell('hn-02', shiftId)).toEqual({ ok: false, error: 'request/malformed' });

    const tablet = await world.enrol('hn-01', 'Máy 1');
    await send(world, tablet, [declarationEntry(1), crossingEntry(2)], 1);
    await ask();
    const once = opened();
    const firstDayMs = Date.parse('2021-09-01T00:00:00+07:00');
    for (let shift = 0; shift < 257; shift += 1) {
      await ask(shiftAt('hn-01', firstDayMs + shift * 6 * 3_600_000).shiftId);
    }
    expect(opened()).toBe(once);
    await ask();
    expect(opened()).toBeGreaterThan(once);
  });
});
