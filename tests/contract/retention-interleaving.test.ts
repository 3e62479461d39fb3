import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genesisDigest, hashOf, nextDigest } from '#domain/log/chain.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { openLedgerMark } from '../../sync-server/store/ledger-mark.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { idOf } from '../support/id-of.ts';
import { countPeople, dayMs, digestOfLog, entriesOf, forgetAt } from '../support/retention-hand.ts';
import { bothEngines, onMemory, onPostgres, onSqlite } from './engines.ts';
import { arrived, custodyOf, device } from './sample-custody.ts';
import { crossingEntry, declarationEntry, pushedAt, type PlacedEntry } from './sample-log.ts';
import { readArrival } from '../../sync-server/services/read-arrival.ts';
import { openTestFrame, sealAll } from '../support/sealing.ts';
import { temporaryDir } from './server-world.ts';

const seed = 7;
const startMs = Date.UTC(2021, 6, 25, 3);
const logs = [1, 2].map((number) => idOf('log of a tablet', number));

type Step =
  | { readonly do: 'push'; readonly log: number; readonly count: number }
  /** All of a log again, as it was, or under the other log's name. */
  | { readonly do: 'repeat'; readonly log: number }
  | { readonly do: 'wait'; readonly days: number }
  /** Killed in or after so many transactions; 99: not at all. */
  | { readonly do: 'forget'; readonly kill: number; readonly isCommitted: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('push' as const),
      log: fc.nat(1),
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat' as const), log: fc.nat(1) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 5, 16, 29) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('forget' as const),
      kill: fc.constantFrom(0, 1, 2, 3, 99),
      isCommitted: fc.boolean(),
    }),
  },
);

class Killed extends Error {}

/** The store of a server that dies in one of its transactions, before its commit or right behind it. */
const dying = (store: Store, kill: number, isCommitted: boolean): Store => {
  let left = kill;
  return {
    ...store,
    transact: async (work) => {
      left -= 1;
      if (left >= 0) return store.transact(work);
      if (isCommitted) await store.transact(work);
      else {
        await store
          .transact(async (tx) => {
            await work(tx);
            throw new Killed();
          })
          .catch(() => undefined);
      }
      throw new Killed();
    },
  };
};

/** Two tablets that save records, send, repeat, and change their log's name, and a server that forgets. */
const playOn = async (store: Store, steps: readonly Step[]): Promise<void> => {
  await store.transact((tx) => tx.insertDevice({ ...device, tokenHash: 'token', enrolledAtMs: 1 }));
  const logOf = logs.map((): PlacedEntry[] => []);
  let nowMs = startMs;
  let numbers = 0;
  const send = async (log: number, entries: readonly PlacedEntry[], from: number) => {
    const taken = entries.map(({ entryId, frame }) =>
      arrived(0, {
        entryId,
        frame,
        hash: hashOf(frame),
        ...readArrival(frame, { entryId, unitId: device.unitId }, openTestFrame),
      }),
    );
    const report = { contactAtMs: nowMs, clockOffsetMs: 0, app: '1', epochSeen: null };
    const answer = await store.takeCustody(
      custodyOf(taken, { logId: logs[log] ?? '', from, report }),
    );
    expect(answer).toMatchObject({ forked: false });
  };
  for (const one of steps) {
    if (one.do === 'wait') nowMs += one.days * dayMs;
    if (one.do === 'push') {
      const own = logOf[one.log] ?? [];
      const from = own.length + 1;
      for (let index = 0; index < one.count; index += 1) {
        numbers += 2;
        own.push(pushedAt(own.length + 1, declarationEntry(numbers - 1)));
        own.push(pushedAt(own.length + 1, crossingEntry(numbers)));
      }
      await send(one.log, own.slice(from - 1), from);
    }
    if (one.do === 'repeat') {
      const own = logOf[one.log] ?? [];
      const other = logOf[1 - one.log] ?? [];
      await send(one.log, own, 1);
      const from = other.length + 1;
      other.push(...own.slice(0, 4).map((entry, index) => ({ ...entry, position: from + index })));
      await send(1 - one.log, other.slice(from - 1), from);
    }
    if (one.do === 'forget') {
      try {
        const { kill, isCommitted } = one;
        await forgetAt({ store, through: dying(store, kill, isCommitted), nowMs });
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
    }
    const { live, forgotten, records } = await countPeople(store, device.unitId);
    expect({ records, sum: live + forgotten }).toEqual({ records: numbers / 2, sum: numbers / 2 });
  }
  for (const [index, logId] of logs.entries()) {
    const entries = logOf[index] ?? [];
    if (entries.length === 0) continue;
    const digest = entries.reduce(
      (before, { frame }) => nextDigest(before, hashOf(frame)),
      genesisDigest(logId),
    );
    const log = { unitId: device.unitId, logId };
    expect(await store.findLog(log)).toMatchObject({ ackedThrough: entries.length, digest });
    expect(await digestOfLog(store, device.unitId, logId)).toBe(digest);
    const middle = Math.ceil(entries.length / 2);
    expect((await store.digestsAt(log, [middle, entries.length])).get(entries.length)).toBe(digest);
  }
  await forgetAt({ store, nowMs: nowMs + 60 * dayMs });
  expect(await countPeople(store, device.unitId)).toEqual({
    live: 0,
    forgotten: numbers / 2,
    records: numbers / 2,
  });
  const left = await entriesOf(store, device.unitId);
  expect(left.filter(({ frame }) => frame.length > 0)).toEqual([]);
};

describe('forgetting among pushes and kills', () => {
  it.each([
    { engine: onMemory, numRuns: 60 },
    { engine: onPostgres, numRuns: 6 },
  ])(
    '[KEEP-2] counts every crossing once and leaves every digest as it was, on $engine.name',
    async ({ engine, numRuns }) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
          using dir = temporaryDir();
          const store = await openSqlStore(await engine.inDir(dir.path), 'epoch');
          try {
            await playOn(store, steps);
          } finally {
            await store.close();
          }
        }),
        { seed, numRuns },
      );
    },
  );
});

/** Entries of a log as they arrive, sealed, so that no two have a stretch of bytes in common. */
const arriveSealed = async (first: number, count: number) => {
  const placed = Array.from({ length: count }, (_, index) => {
    const number = first + index;
    return pushedAt(number, number % 2 === 1 ? declarationEntry(number) : crossingEntry(number));
  });
  return (await sealAll(placed)).map(({ entryId, frame }) => {
    const reading = readArrival(frame, { entryId, unitId: 'hn-01' }, openTestFrame);
    return arrived(0, { entryId, frame, hash: hashOf(frame), ...reading });
  });
};

/** Of a sealed frame; what was sealed by one page begins alike. */
const headerBytes = 46;

/** How many of these are found in any file of a directory. */
const countFound = (dir: string, entries: readonly { readonly frame: Uint8Array }[]): number => {
  const files = ['chot.sqlite', 'chot.sqlite-wal', 'chot.sqlite-journal']
    .map((name) => join(dir, name))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path));
  // A row may be cut by the end of a page: any stretch of it is enough.
  const stretches = (frame: Uint8Array) =>
    Array.from({ length: Math.floor((frame.length - headerBytes) / 24) }, (_, index) =>
      Buffer.from(frame.subarray(headerBytes + index * 24, headerBytes + index * 24 + 24)),
    );
  return entries.filter(({ frame }) =>
    stretches(frame).some((stretch) => files.some((file) => file.includes(stretch))),
  ).length;
};

it('[KEEP-3] of what was forgotten no byte is left in SQLite’s files, also while others read and write', async () => {
  using dir = temporaryDir();
  const store = await openSqlStore(await onSqlite.inDir(dir.path), 'epoch');
  await store.transact((tx) => tx.insertDevice({ ...device, tokenHash: 'token', enrolledAtMs: 1 }));
  // In turns under three logs, so that pages of the table are split and balanced in the middle.
  const old = await arriveSealed(1, 1200);
  const young = await arriveSealed(1201, 120);
  const lateMs = startMs + 31 * dayMs;
  const send = (entries: typeof old, log: number, from: number, contactAtMs: number) =>
    store.takeCustody(
      custodyOf(entries, {
        logId: idOf('log', log),
        from,
        report: { contactAtMs, clockOffsetMs: 0, app: '1', epochSeen: null },
      }),
    );
  for (let from = 0; from < old.length; from += 20) {
    const part = from / 20;
    await send(old.slice(from, from + 20), part % 3, Math.floor(part / 3) * 20 + 1, startMs + part);
  }
  expect(countFound(dir.path, old)).toBe(old.length);

  const [counts] = await Promise.all([
    forgetAt({ store, nowMs: lateMs }),
    ...[0, 1, 2].map((log) => send(young.slice(log * 40, log * 40 + 40), log, 401, lateMs)),
  ]);
  expect(counts).toEqual({ identified: old.length });
  expect(countFound(dir.path, old)).toBe(0);
  expect(countFound(dir.path, young)).toBe(young.length);
  await store.close();
});

describe.each(bothEngines)('forgetting incidents, on $name', (engine) => {
  it('[KEEP-8] makes the ledger no older than the note beside it says', async () => {
    using dir = temporaryDir();
    const open = async (epoch: string) =>
      openSqlStore(await engine.inDir(dir.path), epoch, openLedgerMark(join(dir.path, 'mark')));
    const first = await open('first life');
    await first.transact((tx) =>
      tx.insertDevice({ ...device, tokenHash: 'token', enrolledAtMs: 1 }),
    );
    const incidents = [1, 2].map((number) => ({
      incidentId: idOf('incident', number),
      code: 'storage/lost' as const,
      wallMs: startMs,
    }));
    for (const incident of incidents) {
      await first.takeCustody(custodyOf([], { incidents: [incident] }));
      await forgetAt({ store: first, nowMs: startMs + 366 * dayMs });
    }
    await first.close();
    const second = await open('second life');
    expect(await second.epoch()).toBe('first life');
    await second.close();
  });
});
