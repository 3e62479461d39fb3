import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryEffect } from '#domain/log/arrival.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import type { Store, StoreTransactor } from '../../sync-server/store/store.ts';
import type { TestEngine } from './engines.ts';
import { arrived, custodyOf, device } from './sample-custody.ts';
import { idOf } from '../support/id-of.ts';
import { epoch as newEpoch, temporaryDir, units } from './server-world.ts';

const begin = async (tx: StoreTransactor): Promise<void> => {
  await tx.insertDevice({ ...device, tokenHash: 'token', enrolledAtMs: 1 });
};

const line = (number: number, audience: string | null = null) => ({
  kind: 'line',
  body: { number },
  audience,
});

const readAll = (store: Store, scope: string, audience = 'hn-01') =>
  store.readFeed({ scope, audience, after: 0, through: 1_000_000, limit: 1_000_000 });

/** What every database engine behind the server has to do. */
export const storeContract = ({ name, inDir }: TestEngine): void => {
  const openStore = async (dir: string) => openSqlStore(await inDir(dir), newEpoch);

  describe(`store on ${name}`, () => {
    let dir: ReturnType<typeof temporaryDir>;
    let store: Store;
    beforeEach(async () => {
      dir = temporaryDir();
      store = await openStore(dir.path);
    });
    afterEach(async () => {
      await store.close();
      dir[Symbol.dispose]();
    });

    it('[LEDGER-1] undoes everything of a transaction that throws', async () => {
      const cut = store.transact(async (tx) => {
        await begin(tx);
        await tx.appendFeed('unit:hn-01', [line(1)]);
        throw new Error('cut');
      });
      await expect(cut).rejects.toThrow('cut');
      expect(await store.findDeviceByToken('token')).toBeNull();
      expect(await store.feedHead('unit:hn-01')).toBe(0);
      expect(await readAll(store, 'unit:hn-01')).toEqual([]);
    });

    it('[LEDGER-1] one push that cannot be kept leaves those taken with it whole', async () => {
      await store.transact(begin);
      // No such tablet is enrolled, so its log cannot begin.
      const stranger = { deviceId: idOf('device', 2), logId: idOf('log of the store', 2) };
      const [first, cut, last] = await Promise.allSettled([
        store.takeCustody(custodyOf([arrived(1)])),
        store.takeCustody(custodyOf([arrived(2)], stranger)),
        // Under a log of its own: writers side by side may come in any order.
        store.takeCustody(custodyOf([arrived(3)], { logId: idOf('log of the store', 3) })),
      ]);
      expect([first.status, cut.status, last.status]).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      const kept = await store.listEntries({ unitId: 'hn-01', status: 'applied' });
      expect(new Set(kept.map(({ entryId }) => entryId))).toEqual(
        new Set([idOf('entry', 1), idOf('entry', 3)]),
      );
      expect(await store.feedHead('unit:hn-01')).toBe(2);
    });

    it('[LEDGER-2] keeps what was committed when it is closed and opened again, and its epoch', async () => {
      const epoch = await store.epoch();
      await store.transact(begin);
      await store.takeCustody(custodyOf([arrived(1)]));
      await store.close();
      store = await openStore(dir.path);
      expect(await store.epoch()).toBe(epoch);
      expect(await store.findDeviceByToken('token')).toMatchObject(device);
      expect(await store.feedHead('unit:hn-01')).toBe(1);
      const again = await store.takeCustody(custodyOf([arrived(1)]));
      expect(again).toMatchObject({ ackedThrough: 1, results: [{ status: 'duplicate' }] });
    });

    it('[LEDGER-3] numbers a feed 1, 2, 3 … however many write to it at once', async () => {
      const writers = Array.from({ length: 20 }, (_, number) =>
        store.transact((tx) => tx.appendFeed('unit:hn-01', [line(number), line(number)])),
      );
      await Promise.all(writers);
      const lines = await readAll(store, 'unit:hn-01');
      expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
      expect(await store.feedHead('unit:hn-01')).toBe(40);
      expect(await store.feedHead('unit:hn-02')).toBe(0);
    });

    it('[LEDGER-4] takes the pushes of one log one after the other', async () => {
      await store.transact(begin);
      const pushes = Array.from({ length: 10 }, (_, index) =>
        store.takeCustody(custodyOf([1, 2, 3].slice(0, 1 + (index % 3)).map((n) => arrived(n)))),
      );
      const answers = await Promise.all(pushes);
      const applied = answers.flatMap((answer) =>
        (answer?.results ?? []).flatMap(({ from, through, status }) =>
          status === 'applied'
            ? Array.from({ length: through - from + 1 }, (_, i) => from + i)
            : [],
        ),
      );
      expect(applied.toSorted((left, right) => left - right)).toEqual([1, 2, 3]);
      expect(await store.countRecords()).toEqual([
        { deviceId: device.deviceId, shiftId: 'shift', records: 3 },
      ]);
    });

    it('[LEDGER-5] takes a position once and keeps the first record of an id', async () => {
      await store.transact(begin);
      await store.takeCustody(custodyOf([arrived(1)]));
      const other = await store.takeCustody(custodyOf([arrived(2)]));
      expect(other).toMatchObject({ forked: true, ackedThrough: 1 });
      const { subjectId, effect } = arrived(1);
      await store.takeCustody(custodyOf([arrived(3, { subjectId, effect })], { from: 2 }));
      const { deviceId } = device;
      expect(await store.countRecords()).toEqual([{ deviceId, shiftId: 'shift', records: 1 }]);
    });

    it('[LEDGER-6] hands a line that is meant for one unit to that unit only', async () => {
      await store.transact((tx) =>
        tx.appendFeed('reference', [line(1), line(2, 'hn-02'), line(3, 'hn-01')]),
      );
      const seqs = async (unitId: string) =>
        (await readAll(store, 'reference', unitId)).map(({ seq }) => seq);
      expect(await seqs('hn-01')).toEqual([1, 3]);
      expect(await seqs('hn-02')).toEqual([1, 2]);
    });

    it('[LEDGER-7] lists units in their order, each once, as last told', async () => {
      const [first, second] = units;
      const renamed = { ...first, name: 'Cầu Giẽ mới' };
      await store.transact((tx) =>
        tx.appendFeed(
          'reference',
          [first, second, renamed].map((body) => ({ kind: 'unit', body, audience: null })),
        ),
      );
      expect(await store.listUnits()).toEqual([renamed, second]);
    });

    it('[LEDGER-8] gives back frames byte for byte and text as it was', async () => {
      const text = 'Máy \u0000 \u001A0 "1" ’ \\ {,} 🛵';
      const frames = [Uint8Array.from({ length: 256 }, (_, byte) => byte), new Uint8Array()];
      await store.transact((tx) =>
        tx.insertDevice({ ...device, name: text, tokenHash: 'token', enrolledAtMs: 1 }),
      );
      await store.takeCustody(
        custodyOf(frames.map((frame, index) => arrived(index, { frame, kind: text }))),
      );
      expect((await store.findDeviceByToken('token'))?.name).toBe(text);
      const kept = await store.listEntries({ unitId: 'hn-01', status: 'applied' });
      expect(kept.map(({ kind }) => kind)).toEqual([text, text]);
      expect(kept.map(({ frame }) => [...frame])).toEqual(frames.map((frame) => [...frame]));
    });

    it('[LEDGER-10] lists by the code points of ids and keeps instants to the millisecond', async () => {
      await store.transact(begin);
      const wallMs = Number.MAX_SAFE_INTEGER;
      const closing = (shiftId: string): EntryEffect => {
        return { kind: 'closing', shiftId, officer: 'officer', wallMs, records: 0, body: {} };
      };
      const entries = ['ă', 'b', 'Z', 'a', 'B'].map((shiftId, index) =>
        arrived(index, { shiftId, effect: closing(shiftId) }),
      );
      await store.takeCustody(custodyOf(entries));
      const closings = await store.listClosings();
      expect(closings.map(({ shiftId }) => shiftId)).toEqual(['B', 'Z', 'a', 'b', 'ă']);
      expect(closings.map((each) => each.wallMs)).toEqual(Array(5).fill(wallMs));
    });
  });
};
