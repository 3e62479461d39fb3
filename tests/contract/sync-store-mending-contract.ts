import { beforeEach, describe, expect, it } from 'vitest';
import { genesisDigest, nextDigest } from '#domain/log/chain.ts';
import { lostHash } from '#domain/log/lost-entry.ts';
import {
  acknowledge,
  digestAt,
  forkThrough,
  incidentIds,
  keepIn,
  logId,
  newLogId,
  nowMs,
  owner,
  plenty,
  type StoreUnderTest,
} from './sync-store-under-test.ts';

/** What every storage must do when rows are gone, and with what must never happen. */
export const describeMending = (name: string, open: () => Promise<StoreUnderTest>): void => {
  describe(`losses on ${name}`, () => {
    let on: StoreUnderTest;
    beforeEach(async () => {
      on = await open();
    });
    const keepInLog = (count: number) => keepIn(on, count);
    const ackAt = (position: number) => acknowledge(on, position);

    const mendFrom = async (position: number) => {
      const digest = await digestAt(on, position);
      const [incidentId] = incidentIds;
      await on.store.mendLostRows(logId, { ackedThrough: position, digest, incidentId, nowMs });
    };

    it('[SYNC-16] a mended log is gapless again: lost positions are marked, frames that are there stay as they are', async () => {
      const before = await keepInLog(4);
      await ackAt(2);
      await on.loseRow(logId, 4);
      await on.loseRow(logId, 8);
      await mendFrom(2);
      await mendFrom(2);

      const rows = await on.entries();
      expect(rows.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      let digest = genesisDigest(logId);
      for (const row of rows) {
        const isGone = row.position === 4 || row.position === 8;
        const was = before[row.position - 1];
        expect(row.hash).toBe(isGone ? lostHash(logId, row.position) : was?.hash);
        expect(row.frame).toEqual(isGone ? new Uint8Array() : was?.frame);
        digest = nextDigest(digest, row.hash);
        expect(row.digest).toBe(digest);
      }
      expect(await on.store.readLog(logId)).toMatchObject({
        head: 8,
        headDigest: digest,
        ackedThrough: 2,
        recordsHead: 2,
        recordsAcked: 1,
      });
      expect(await on.store.readIncidents(9)).toMatchObject([
        { code: 'log/row-lost', logId, position: 4, count: 2 },
      ]);
      expect(await on.store.readBatch(logId, 2, plenty)).toHaveLength(6);
    });

    it('[SYNC-16] a log without a lost row is not mended', async () => {
      const before = await keepInLog(2);
      await mendFrom(0);
      expect(await on.entries()).toEqual(before);
      expect(await on.store.readIncidents(9)).toEqual([]);
    });

    it('[SYNC-16] an acknowledgement at a lost row is proven by the next one, or asks for mending', async () => {
      const rows = await keepInLog(4);
      const ack = (position: number, digest = rows[position - 1]?.digest ?? '') =>
        on.store.applyAck(logId, { ackedThrough: position, digest, nowMs });
      await on.loseRow(logId, 4);
      expect(await ack(4, genesisDigest('other'))).toBe('differs');
      expect(await ack(4)).toBe('applied');
      expect(await on.store.readLog(logId)).toMatchObject({ ackedThrough: 4, recordsAcked: 2 });
      await on.loseRow(logId, 5);
      await on.loseRow(logId, 6);
      expect(await ack(5)).toBe('row-lost');
      expect(await on.store.readLog(logId)).toMatchObject({ ackedThrough: 4 });
    });

    it('[SYNC-6] what a fork cannot move because it is gone is reported', async () => {
      await keepInLog(3);
      await on.loseRow(logId, 5);
      await on.store.forkLog(logId, forkThrough(2));
      expect(await on.store.readIncidents(9)).toMatchObject([
        { code: 'log/forked', logId, position: 1 },
        { code: 'log/row-lost', logId, count: 1 },
      ]);
    });

    it('[TRIP-4] an incident is kept once, until the server has it', async () => {
      const incident = { incidentId: incidentIds[0], code: 'storage/lost', wallMs: nowMs } as const;
      await on.store.noteIncident(incident);
      await on.store.noteIncident(incident);
      expect(await on.store.readIncidents(9)).toEqual([incident]);
      await on.store.noteTold([incidentIds[0]]);
      expect(await on.store.readIncidents(9)).toEqual([]);
      await on.store.noteIncident(incident);
      expect(await on.store.readIncidents(9)).toEqual([]);
    });

    it('[ALERT-1] alerts are read in order, go when they were told or acknowledged, and follow a fork', async () => {
      await on.enrol();
      await on.store.openLog(owner, logId);
      await on.keep(1);
      await on.keep(3, { alert: true });
      const rows = await on.entries();
      const positions = async (id: string, after: number, limits = plenty) =>
        (await on.store.readAlerts(id, after, limits)).map(({ position }) => position);
      expect(await positions(logId, 0)).toEqual([4, 6, 8]);
      expect(await positions(logId, 4)).toEqual([6, 8]);
      expect(await positions(logId, 0, { bytes: 1, entries: 20 })).toEqual([4]);
      expect(await positions(logId, 0, { bytes: 1_000_000, entries: 2 })).toEqual([4, 6]);
      await on.store.dropAlerts([rows[5]?.entryId ?? '']);
      expect(await positions(logId, 0)).toEqual([4, 8]);
      await ackAt(4);
      expect(await positions(logId, 0)).toEqual([8]);
      await on.store.forkLog(logId, forkThrough(2));
      expect(await positions(logId, 0)).toEqual([]);
      expect(await positions(newLogId, 0)).toEqual([6]);
    });

    it('[CERT-3] digests are read where rows are', async () => {
      const rows = await keepInLog(2);
      await on.loseRow(logId, 2);
      expect(await on.store.readDigests(logId, [1, 2, 3, 9])).toEqual(
        [rows[0], rows[2]].map((row) => ({ position: row?.position, digest: row?.digest })),
      );
    });
  });
};
