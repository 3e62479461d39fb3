import { readdirSync, readFileSync } from 'node:fs';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { closeShift } from '../../src/actions/close-shift.ts';
import { keepRecord } from '../../src/actions/keep-record.ts';
import { saveDraft } from '../../src/actions/save-draft.ts';
import { ChotDatabase } from '../../src/store/database.ts';
import { listDrafts } from '../../src/store/drafts.ts';
import { listRecords } from '../../src/store/list-records.ts';
import { readDelivery } from '../../src/store/read-delivery.ts';
import { readOfficers } from '../../src/store/read-officers.ts';
import { sealOldRows } from '../../src/store/seal-old-rows.ts';
import { searchRecords } from '../../src/store/search-records.ts';
import { readSession } from '../../src/store/settings.ts';
import { dumpDatabase, restoreDatabase, type DatabaseDump } from '../support/database-dump.ts';
import { sampleClosing, sampleProof } from '../support/sample-closing.ts';
import { sampleSheet } from '../support/sample-sheet.ts';
import {
  createTestTablet,
  keepPerson,
  openTestVault,
  settleIn,
  type TestTablet,
} from '../support/tablet-fixture.ts';

const folder = new URL('../fixtures/databases/', import.meta.url);
const fixtures = readdirSync(folder).map((file) => ({
  file,
  dump: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as DatabaseDump,
}));

/** Numbers that no version ever had. */
const leftOut: ReadonlySet<number> = new Set([7]);

const newEngine = () => ({ indexedDB: new IDBFactory(), IDBKeyRange });
const open: { close: () => void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

const tabletOn = (engine: ReturnType<typeof newEngine>, name: string): TestTablet => {
  const tablet = createTestTablet(100 + open.length, engine, name);
  open.push(tablet.db);
  return tablet;
};

describe('a database that an earlier version wrote', () => {
  it('[UPDATE-1] is kept of every version there has been', () => {
    const past = new ChotDatabase(openTestVault(), 'never opened', newEngine()).verno - 1;
    // Missing? `dumpDatabase` with the code of the last commit of that version makes it.
    const numbers = Array.from({ length: past }, (_, index) => index + 1);
    expect(new Set(fixtures.map(({ dump }) => dump.version))).toEqual(
      new Set(numbers.filter((number) => !leftOut.has(number))),
    );
  });

  it.each(fixtures)(
    '[UPDATE-2] ($file) is opened with every log and entry, byte for byte',
    async ({ dump }) => {
      const engine = newEngine();
      await restoreDatabase('kept', engine, dump);
      const { db } = tabletOn(engine, 'kept');
      await db.open();
      const { tables } = await dumpDatabase(db);
      for (const table of ['device', 'logs', 'entries', 'reference']) {
        expect(tables[table], table).toEqual(dump.tables[table]);
      }
      const settings = tables['settings'] ?? [];
      expect(settings).toEqual(expect.arrayContaining([...(dump.tables['settings'] ?? [])]));
      const entries = await db.entries.toArray();
      expect(entries.length).toBeGreaterThan(0);
      expect(entries.filter(({ frame }) => !parseEntry(frame).ok)).toEqual([]);
    },
  );

  it.each(fixtures)('[UPDATE-2] ($file) is read, and added to', async ({ dump }) => {
    const engine = newEngine();
    await restoreDatabase('kept', engine, dump);
    const tablet = tabletOn(engine, 'kept');
    const { db } = tablet;
    const records = dump.tables['records']?.length ?? 0;
    await sealOldRows(db);
    expect(await listRecords(db, { limit: 50 })).toHaveLength(records);
    expect(await searchRecords(db, 'dao', 5)).toHaveLength(1);
    expect(await listDrafts(db, 'cb-01')).toHaveLength(1);
    expect(await readOfficers(db, 'cc-01')).toHaveLength(1);
    expect(await readSession(db)).toMatchObject({ officerId: 'cb-01' });
    const before = await readDelivery(db);
    expect(before).toMatchObject({ unsentRecords: 1, trouble: null });
    await keepPerson(tablet);
    expect(await listRecords(db, { limit: 50 })).toHaveLength(records + 1);
    expect(await readDelivery(db)).toMatchObject({ head: before.head + 2, unsentRecords: 2 });
  });
});

/** A later version of Chốt, as far as an earlier one can tell. */
const openLater = (engine: ReturnType<typeof newEngine>, name: string) =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = engine.indexedDB.open(name, 9_990);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error('it did not open')));
  });

const rowsIn = (later: IDBDatabase, table: string): Promise<number> =>
  new Promise((resolve) => {
    const request = later.transaction(table).objectStore(table).count();
    request.addEventListener('success', () => resolve(request.result));
  });

const unsaved = { input: sampleSheet(1), channel: 'paper' } as const;
const draft = { draftId: 'd', officerId: 'cb-01', input: {}, channel: 'paper' } as const;
const refused = { ok: false, error: { code: 'storage/newer-version' } };

describe('a page whose database a newer version has taken over', () => {
  it('[UPDATE-3] lets go of it, keeps nothing more and says why', async () => {
    const engine = newEngine();
    const tablet = tabletOn(engine, 'shared');
    await settleIn(tablet);
    await keepPerson(tablet);
    const later = await openLater(engine, 'shared');
    open.push(later);

    expect(tablet.db.isTakenOver).toBe(true);
    expect(await keepRecord(tablet, unsaved)).toEqual(refused);
    expect(await closeShift(tablet, sampleClosing('cc-01/2021-09-06/2'), sampleProof)).toEqual(
      refused,
    );
    expect(await saveDraft(tablet, draft)).toEqual(refused);
    expect(await rowsIn(later, 'entries')).toBe(2);
    expect(await rowsIn(later, 'drafts')).toBe(0);
  });

  it('[UPDATE-3] also when it starts after the newer one', async () => {
    const engine = newEngine();
    const before = tabletOn(engine, 'shared');
    await keepPerson(before);
    before.db.close();
    const later = await openLater(engine, 'shared');
    open.push(later);
    const { db } = tabletOn(engine, 'shared');
    await expect(db.open()).rejects.toThrow('a newer version');
    expect(db.isTakenOver).toBe(true);
    expect(await keepRecord({ ...before, db }, unsaved)).toEqual(refused);
    expect(await rowsIn(later, 'entries')).toBe(2);
  });

  it('[UPDATE-4] that does not let go keeps the newer one waiting, which says so and then goes on', async () => {
    const engine = newEngine();
    const [oldest] = fixtures;
    if (!oldest) throw new Error('no fixture');
    await restoreDatabase('shared', engine, oldest.dump);
    const stubborn = await new Promise<IDBDatabase>((resolve) => {
      const request = engine.indexedDB.open('shared');
      request.addEventListener('success', () => resolve(request.result));
    });
    const { db } = tabletOn(engine, 'shared');
    const blocked = vi.fn<() => void>();
    db.on('blocked', blocked);
    const opening = db.open();
    await vi.waitFor(() => expect(blocked).toHaveBeenCalledOnce());
    expect(db.isOpen()).toBe(false);
    stubborn.close();
    await opening;
    expect(await db.entries.count()).toBe(oldest.dump.tables['entries']?.length);
  });
});
