import { beforeEach, describe, expect, it } from 'vitest';
import { genesisDigest, nextDigest } from '#domain/log/chain.ts';
import { noContact } from '../../src/sync/core/contact.ts';
import type { PlacedEntry } from '../../src/sync/core/tablet-log.ts';
import { describeMending } from './sync-store-mending-contract.ts';
import {
  acknowledge,
  forkThrough,
  keepIn,
  logId,
  newLogId,
  nowMs,
  owner,
  plenty,
  type StoreUnderTest,
} from './sync-store-under-test.ts';

/** What every storage of the engine must do, whatever it is made of. */
export const describeSyncStore = (name: string, open: () => Promise<StoreUnderTest>): void => {
  describe(`the engine's storage on ${name}`, () => {
    let on: StoreUnderTest;
    beforeEach(async () => {
      on = await open();
    });

    const keepInLog = (count: number) => keepIn(on, count);
    const ackAt = (position: number) => acknowledge(on, position);

    it('[LOG-4] a log is begun once, however often it is asked for', async () => {
      expect(await on.store.readDevice()).toBeNull();
      await on.enrol();
      expect(await on.store.readDevice()).toMatchObject(owner);
      const logs = await Promise.all([logId, newLogId].map((id) => on.store.openLog(owner, id)));
      expect(new Set(logs.map((log) => log.logId)).size).toBe(1);
      expect(await on.store.readLogs()).toHaveLength(1);
      expect(await on.store.readLog(logId)).toMatchObject({ head: 0, ackedThrough: 0, ...owner });
      expect(await on.store.readLog('no such log')).toBeNull();
    });

    it('[LOG-4] a batch begins after a position, ends at a limit or at a lost row, and holds at least one entry', async () => {
      const rows = await keepInLog(40);
      const positions = async (after: number, limits = plenty) =>
        (await on.store.readBatch(logId, after, limits)).map(({ position }) => position);
      expect(await on.store.readBatch(logId, 0, plenty)).toEqual(rows);
      expect(await positions(77)).toEqual([78, 79, 80]);
      expect(await positions(80)).toEqual([]);
      expect(await positions(10, { bytes: 1, entries: 500 })).toEqual([11]);
      expect(await positions(10, { bytes: 1_000_000, entries: 3 })).toEqual([11, 12, 13]);
      const two = rows.slice(0, 2).reduce((sum, { frame }) => sum + frame.length + 24, 0);
      expect(await positions(0, { bytes: two, entries: 500 })).toEqual([1, 2]);
      expect(await positions(0, { bytes: two - 1, entries: 500 })).toEqual([1]);
      await on.loseRow(logId, 60);
      expect((await positions(55)).at(-1)).toBe(59);
      expect(await positions(59)).toEqual([]);
    });

    it('[SYNC-3] an acknowledgement is taken with its records, forwards and backwards', async () => {
      const rows = await keepInLog(3);
      expect(await ackAt(4)).toBe('applied');
      expect(await on.store.readLog(logId)).toMatchObject({
        head: 6,
        ackedThrough: 4,
        ackedDigest: rows[3]?.digest,
        recordsHead: 3,
        recordsAcked: 2,
      });
      expect(await ackAt(0)).toBe('applied');
      expect(await on.store.readLog(logId)).toMatchObject({ ackedThrough: 0, recordsAcked: 0 });
    });

    it('[SYNC-4] a digest that is not the own one moves nothing and is noted until one agrees', async () => {
      await keepInLog(2);
      await ackAt(2);
      const wrong = { ackedThrough: 4, digest: genesisDigest('other'), nowMs };
      expect(await on.store.applyAck(logId, wrong)).toBe('differs');
      expect(await on.store.applyAck(logId, { ...wrong, nowMs: nowMs + 9 })).toBe('differs');
      expect(await on.store.readLog(logId)).toMatchObject({
        ackedThrough: 2,
        trouble: { code: 'digest/differs', position: 4, sinceMs: nowMs },
      });
      expect(await ackAt(4)).toBe('applied');
      expect((await on.store.readLog(logId))?.trouble).toBeUndefined();
    });

    it('[SYNC-6] an acknowledgement beyond the head changes nothing', async () => {
      await keepInLog(1);
      const before = await on.store.readLog(logId);
      const beyond = { ackedThrough: 3, digest: genesisDigest('x'), nowMs };
      expect(await on.store.applyAck(logId, beyond)).toBe('beyond-head');
      expect(await on.store.readLog(logId)).toEqual(before);
    });

    it('[SYNC-6] a fork moves what is not proven to a new chain, bytes and ids as they were', async () => {
      const before = await keepInLog(3);
      await ackAt(2);
      const fork = forkThrough(5);
      await on.store.forkLog(logId, fork);
      await on.store.forkLog(logId, fork);

      const rows = await on.entries();
      expect(rows.map(({ logId: id, position }) => [id, position])).toEqual([
        [logId, 1],
        [logId, 2],
        [newLogId, 1],
        [newLogId, 2],
        [newLogId, 3],
        [newLogId, 4],
      ]);
      const content = (row: PlacedEntry) => [row.entryId, row.frame, row.hash, row.recordId];
      expect(rows.map(content)).toEqual(before.map(content));
      let digest = genesisDigest(newLogId);
      for (const row of rows.slice(2)) {
        digest = nextDigest(digest, row.hash);
        expect(row.digest).toBe(digest);
      }
      expect(await on.store.readLog(logId)).toMatchObject({
        state: 'forked',
        successorId: newLogId,
        head: 2,
        ackedThrough: 2,
        recordsHead: 1,
      });
      expect(await on.store.readLog(newLogId)).toMatchObject({
        state: 'open',
        head: 4,
        headDigest: digest,
        recordsHead: 2,
        ackedThrough: 0,
      });
      await on.keep(1);
      expect(await on.store.readLog(newLogId)).toMatchObject({ head: 6, recordsHead: 3 });
    });

    it('[SYNC-13] the server is heard or not, and both survive', async () => {
      expect(await on.store.readContact()).toEqual(noContact);
      await on.store.noteFailure({ code: 'server/busy', nowMs, restMs: 40_000 });
      expect(await on.store.readContact()).toMatchObject({
        lastFailure: 'server/busy',
        lastFailureAtMs: nowMs,
        restUntilMs: nowMs + 40_000,
        lastContactAtMs: null,
      });
      const heard = { askedWallMs: nowMs, nowMs: nowMs + 200, epoch: 'e1', serverTime: nowMs };
      await on.store.noteContact(heard);
      expect(await on.store.readContact()).toMatchObject({
        lastFailure: null,
        restUntilMs: null,
        lastContactAtMs: nowMs + 200,
        epoch: 'e1',
        offsetMs: -100,
      });
    });

    it('[SYNC-3] another epoch, or an acknowledgement that goes back, makes logs unproven until they are acknowledged again', async () => {
      await keepInLog(3);
      await ackAt(4);
      await on.store.forkLog(logId, forkThrough(2));
      const unproven = async () =>
        (await on.store.readLogs()).filter((log) => log.unproven).map((log) => log.logId);
      const hear = (epoch: string) =>
        on.store.noteContact({ askedWallMs: nowMs, nowMs, epoch, serverTime: nowMs });
      await hear('e1');
      await hear('e1');
      expect(await unproven()).toEqual([logId]);
      await ackAt(2);
      expect(await unproven()).toEqual([]);
      await hear('e2');
      expect(await unproven()).toEqual([logId]);
      expect(await ackAt(2)).toBe('applied');
      expect(await unproven()).toEqual([]);

      const head = await on.store.readLog(newLogId);
      const all = { ackedThrough: 4, digest: head?.headDigest ?? '', nowMs };
      await on.store.applyAck(newLogId, all);
      expect(await unproven()).toEqual([]);
      await on.store.applyAck(newLogId, {
        ...all,
        ackedThrough: 0,
        digest: genesisDigest(newLogId),
      });
      expect(await unproven()).toEqual([logId]);
    });

    it('[SYNC-6] a log that was left can be left further back, and never comes forward again', async () => {
      await keepInLog(3);
      await ackAt(4);
      const fork = forkThrough(4);
      await on.store.forkLog(logId, fork);
      await on.store.forkLog(logId, forkThrough(0));
      await on.store.forkLog(logId, fork);
      expect(await on.store.readLog(logId)).toMatchObject({ head: 0, ackedThrough: 0 });
      expect(await on.store.readLog(newLogId)).toMatchObject({ head: 6, recordsHead: 3 });
      expect((await on.entries()).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
    });

    it('[SYNC-8] a page is applied with its cursor, and one for another cursor is left alone', async () => {
      const page = {
        scope: 'reference',
        asked: 0,
        cursor: 7,
        epoch: 'e1',
        askedAtMs: 0,
        reset: false,
        last: true,
        changes: [{ kind: 'unread', seq: 7, of: 'unheard-of', body: {} }],
      } as const;
      expect(await on.store.readCursor('reference')).toMatchObject({ cursor: 0, epoch: null });
      expect(await on.store.applyPullPage(page)).toBe(true);
      expect(await on.store.applyPullPage(page)).toBe(false);
      expect(await on.store.readCursor('reference')).toMatchObject({ cursor: 7, epoch: 'e1' });
      expect(await on.store.readCursor('unit:cc-01')).toMatchObject({ cursor: 0 });
    });
  });
  describeMending(name, open);
};
