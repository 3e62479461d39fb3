import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { genesisDigest } from '#domain/log/chain.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import type { Store, StoredEntry, StoreTransactor } from '../../sync-server/store/store.ts';
import type { TestEngine } from './engines.ts';
import { epoch as newEpoch, idOf, temporaryDir, units } from './server-world.ts';

const device = { deviceId: idOf('device', 1), unitId: 'hn-01', name: 'Máy 1' };
const log = {
  unitId: 'hn-01',
  logId: idOf('log of the store', 1),
  deviceId: device.deviceId,
  ackedThrough: 0,
  digest: genesisDigest('any'),
};

const entryAt = (position: number): StoredEntry => ({
  unitId: log.unitId,
  logId: log.logId,
  position,
  entryId: idOf('entry', position),
  hash: String(position).padStart(64, '0'),
  frame: new Uint8Array([1, position]),
  kind: 'crossing.recorded',
  subjectId: idOf('subject', position),
  shiftId: 'shift',
  status: 'applied',
  reason: null,
  receivedAtMs: 1,
});

const begin = async (tx: StoreTransactor): Promise<void> => {
  await tx.insertDevice({ ...device, tokenHash: 'token', enrolledAtMs: 1 });
  await tx.lockLog(log);
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
      await store.transact(begin);
      const cut = store.transact(async (tx) => {
        await tx.insertEntry(entryAt(1));
        await tx.insertRecord({ ...log, recordId: 'record', shiftId: 'shift', position: 1 });
        await tx.appendFeed('unit:hn-01', [line(1)]);
        throw new Error('cut');
      });
      await expect(cut).rejects.toThrow('cut');
      expect(await store.countRecords()).toEqual([]);
      expect(await store.feedHead('unit:hn-01')).toBe(0);
      expect(await readAll(store, 'unit:hn-01')).toEqual([]);
    });

    it('[LEDGER-2] keeps what was committed when it is closed and opened again, and its epoch', async () => {
      const epoch = await store.epoch();
      await store.transact(async (tx) => {
        await begin(tx);
        await tx.insertEntry(entryAt(1));
        await tx.appendFeed('unit:hn-01', [line(1)]);
      });
      await store.close();
      store = await openStore(dir.path);
      expect(await store.epoch()).toBe(epoch);
      expect(await store.findDevice('token')).toEqual(device);
      expect(await store.feedHead('unit:hn-01')).toBe(1);
      const kept = await store.transact((tx) => tx.readEntries(log, 1, 9));
      expect(kept).toEqual(new Map([[1, { entryId: idOf('entry', 1), hash: entryAt(1).hash }]]));
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

    it('[LEDGER-4] runs transactions on one log one after the other', async () => {
      await store.transact(begin);
      const advance = () =>
        store.transact(async (tx) => {
          const { ackedThrough, digest } = await tx.lockLog(log);
          await new Promise((resolve) => setImmediate(resolve));
          await tx.advanceLog(log, {
            ackedThrough: ackedThrough + 1,
            digest,
            unsentEntries: 0,
            unsentRecords: 0,
            oldestUnsentWallMs: null,
            forked: false,
          });
        });
      await Promise.all(Array.from({ length: 10 }, advance));
      const { ackedThrough } = await store.transact((tx) => tx.lockLog(log));
      expect(ackedThrough).toBe(10);
    });

    it('[LEDGER-5] refuses a second entry at a position, and keeps the first record of an id', async () => {
      await store.transact(begin);
      await store.transact((tx) => tx.insertEntry(entryAt(1)));
      const again = store.transact((tx) => tx.insertEntry({ ...entryAt(1), hash: 'other' }));
      await expect(again).rejects.toThrow(/unique/i);
      for (const position of [1, 2]) {
        await store.transact((tx) =>
          tx.insertRecord({ ...log, recordId: 'record', shiftId: 'shift', position }),
        );
      }
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
      const text = 'Máy \u0000 \u001A0 "1" ’ \\ 🛵';
      await store.transact(async (tx) => {
        await tx.insertDevice({ ...device, name: text, tokenHash: 'token', enrolledAtMs: 1 });
        await tx.lockLog(log);
        await tx.insertEntry({ ...entryAt(1), kind: text });
      });
      expect((await store.findDevice('token'))?.name).toBe(text);
      const count = await store.transact((tx) => tx.countEntriesOfKind(log, text, 1, 1));
      expect(count).toBe(1);
    });

    it('[LEDGER-10] lists by the code points of ids and keeps instants to the millisecond', async () => {
      const wallMs = Number.MAX_SAFE_INTEGER;
      for (const shiftId of ['ă', 'b', 'Z', 'a', 'B']) {
        const closing = { ...log, shiftId, position: 1, officer: 'officer', wallMs, records: 0 };
        await store.transact((tx) => tx.insertClosing({ ...closing, body: {} }));
      }
      const closings = await store.listClosings();
      expect(closings.map(({ shiftId }) => shiftId)).toEqual(['B', 'Z', 'a', 'b', 'ă']);
      expect(closings.map((closing) => closing.wallMs)).toEqual(Array(5).fill(wallMs));
    });
  });
};
