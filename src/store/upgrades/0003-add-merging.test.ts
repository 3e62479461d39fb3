import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { createTestTablet, keepPerson, settleIn } from '../../../tests/support/tablet-fixture.ts';
import { amendRecord } from '../../actions/amend-record.ts';
import { readRecord } from '../list-records.ts';
import { sealOldRows } from '../seal-old-rows.ts';
import { readLinks } from '../read-links.ts';

const firstRelease = {
  device: 'key',
  logs: 'logId',
  entries: '[logId+position], &entryId',
  records: 'recordId, &draftId, *tokens',
  drafts: 'draftId, [officerId+updatedAt]',
  reference: '[kind+id], scope',
  changes: '[scope+seq]',
  cursors: 'scope',
  shiftClosings: 'shiftId, scope',
  shiftCounts: '[logId+shiftId], shiftId',
  settings: 'key',
};

it('[MERGE-10] a record kept by the first release can be amended and linked after the update; its log is as it was', async () => {
  const maker = createTestTablet(71);
  await settleIn(maker);
  const { recordId } = await keepPerson(maker);
  const other = await keepPerson(maker);

  const engine = { indexedDB: new IDBFactory(), IDBKeyRange };
  const old = new Dexie('chot-72', engine);
  old.version(1).stores(firstRelease);
  for (const table of maker.db.tables.filter(({ name }) => name in firstRelease)) {
    const rows: Record<string, unknown>[] = await table.toArray();
    const isRecord = table.name === 'records';
    await old
      .table(table.name)
      .bulkPut(isRecord ? rows.map(({ held: _held, kin: _kin, ...row }) => row) : rows);
  }
  old.close();

  const tablet = createTestTablet(72, engine);
  await sealOldRows(tablet.db);
  expect(await tablet.db.records.toArray()).toEqual(await maker.db.records.toArray());
  expect(await tablet.db.entries.toArray()).toEqual(await maker.db.entries.toArray());
  expect((await readLinks(tablet.db, recordId)).likely).toMatchObject([
    { recordId: other.recordId },
  ]);
  await amendRecord(tablet, recordId, { crossing: { 'check.temperature': 36.6 } });
  const amended = await readRecord(tablet.db, recordId);
  expect(amended?.crossing['check.temperature']).toBe(36.6);
});
