import { describe, expect, it, vi } from 'vitest';
import { genesisDigest, hashOf, nextDigest } from '#domain/log/chain.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { foldRecords } from '#domain/merge/fold-records.ts';
import {
  createTestTablet,
  keepPerson,
  sampleCrossing,
  sampleDeclaration,
  sampleDevice,
  sampleSession,
  settleIn,
} from '../../tests/support/tablet-fixture.ts';
import type { ChotDatabase } from '../store/database.ts';
import { listRecords } from '../store/list-records.ts';
import { readDelivery } from '../store/read-delivery.ts';
import { readShift } from '../store/read-shift.ts';
import { saveDraft } from './save-draft.ts';
import { saveRecord } from './save-record.ts';

const unsaved = {
  device: sampleDevice,
  session: sampleSession,
  declaration: sampleDeclaration(),
  crossing: sampleCrossing,
};

/** Every write of the save, each made to fail once the writes before it were made. */
const cuts: [where: string, cut: (db: ChotDatabase) => void][] = [
  ['the entries', (db) => vi.spyOn(db.entries, 'bulkAdd').mockRejectedValue(new Error('cut'))],
  ['the head', (db) => vi.spyOn(db.logs, 'put').mockRejectedValue(new Error('cut'))],
  ['the record', (db) => vi.spyOn(db.records, 'add').mockRejectedValue(new Error('cut'))],
  ['the count', (db) => vi.spyOn(db.shiftCounts, 'put').mockRejectedValue(new Error('cut'))],
  ['the draft', (db) => vi.spyOn(db.drafts, 'delete').mockRejectedValue(new Error('cut'))],
];

describe('saving a record', () => {
  it('[LOG-1] what was kept is in the log as frozen bytes and in the list, also after a restart', async () => {
    const tablet = createTestTablet(1);
    await settleIn(tablet);
    const kept = await keepPerson(tablet);
    tablet.db.close();

    const { db } = tablet.restart();
    const frames = (await db.entries.toArray()).map((row) => row.frame);
    const entries = frames.map((frame) => parseEntry(frame));
    const { records } = foldRecords(
      entries.filter((entry) => entry.ok).map((entry) => entry.value),
    );
    expect(entries.every((entry) => entry.ok)).toBe(true);
    const [listed] = await listRecords(db, { limit: 10 });
    expect(records).toMatchObject([
      { recordId: kept.recordId, declaration: { data: sampleDeclaration() } },
    ]);
    expect(listed).toMatchObject({ recordId: kept.recordId, delivered: false });
  });

  it.each(cuts)('[LOG-2] a save that is cut at %s leaves nothing behind', async (_where, cut) => {
    const tablet = createTestTablet(2);
    await settleIn(tablet);
    await saveDraft(tablet, { draftId: 'd1', officerId: 'cb-01', input: {}, channel: 'paper' });
    await keepPerson(tablet, {}, 'earlier');
    cut(tablet.db);

    const refused = await saveRecord(tablet, { ...unsaved, draftId: 'd1' });

    expect(refused).toEqual({ ok: false, error: { code: 'storage/failed' } });
    expect(await tablet.db.entries.count()).toBe(2);
    expect(await tablet.db.records.count()).toBe(1);
    expect(await tablet.db.drafts.count()).toBe(1);
    expect(await readShift(tablet.db, 'cc-01/2021-09-06/2')).toMatchObject({ records: 1 });
    expect(await readDelivery(tablet.db)).toMatchObject({ head: 2, unsentRecords: 1 });
  });

  it('[LOG-3] a second tap, also from a second tab, finds the first record and adds nothing', async () => {
    const tablet = createTestTablet(3);
    await settleIn(tablet);
    const taps = await Promise.all([1, 2, 3].map(() => keepPerson(tablet, {}, 'draft-1')));
    const later = await keepPerson(tablet, {}, 'draft-1');

    expect(new Set([...taps, later].map((tap) => tap.recordId)).size).toBe(1);
    expect(taps.filter((tap) => !tap.again)).toHaveLength(1);
    expect(await tablet.db.entries.count()).toBe(2);
    expect((await readShift(tablet.db, 'cc-01/2021-09-06/2')).records).toBe(1);
  });

  it('[LOG-4] every log is a gapless chain, however many tabs save at once', async () => {
    const tablet = createTestTablet(4);
    await settleIn(tablet);
    await Promise.all(Array.from({ length: 12 }, () => keepPerson(tablet)));

    const [log, ...others] = await tablet.db.logs.toArray();
    const rows = await tablet.db.entries.toArray();
    let digest = genesisDigest(log?.logId ?? '');
    for (const [index, row] of rows.entries()) {
      digest = nextDigest(digest, hashOf(row.frame));
      expect(row).toMatchObject({ position: index + 1, digest, hash: hashOf(row.frame) });
    }
    expect(others).toEqual([]);
    expect(log).toMatchObject({ head: 24, headDigest: digest, recordsHead: 12 });
  });

  it('[STORE-1] a full storage is said as such, keeps the draft, and harms nothing that was kept', async () => {
    const tablet = createTestTablet(5);
    await settleIn(tablet);
    await keepPerson(tablet);
    tablet.db.entries.hook('creating', () => {
      throw new DOMException('full', 'QuotaExceededError');
    });

    const refused = await saveRecord(tablet, unsaved);

    expect(refused).toEqual({ ok: false, error: { code: 'storage/full' } });
    expect(await tablet.db.entries.count()).toBe(2);
  });

  it('[STORE-2] a save reported as failed although it was committed is not made twice', async () => {
    const tablet = createTestTablet(6);
    await settleIn(tablet);
    const transaction = tablet.db.transaction.bind(tablet.db);
    let saves = 0;
    Object.assign(tablet.db, {
      transaction: async (...args: unknown[]) => {
        const result: unknown = await Reflect.apply(transaction, undefined, args);
        const isSave = Array.isArray(args[1]) && args[1].length > 6;
        if (isSave && (saves += 1) === 1) throw new Error('reported as failed');
        return result;
      },
    });

    const kept = await saveRecord(tablet, unsaved);

    expect(saves).toBe(2);
    expect(kept).toMatchObject({ ok: true, value: { position: 2, again: false } });
    expect(await tablet.db.entries.count()).toBe(2);
    expect(await tablet.db.records.count()).toBe(1);
  });
});
