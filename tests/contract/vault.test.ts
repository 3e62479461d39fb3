import { readFileSync } from 'node:fs';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import type { PaperLine } from '#domain/paper/paper-line.ts';
import { amendRecord } from '../../src/actions/amend-record.ts';
import { keepRecord } from '../../src/actions/keep-record.ts';
import { saveDraft } from '../../src/actions/save-draft.ts';
import { countDrafts, listDrafts } from '../../src/store/drafts.ts';
import { findHeld } from '../../src/store/find-held.ts';
import { listRecords } from '../../src/store/list-records.ts';
import { searchRecords } from '../../src/store/search-records.ts';
import { sealOldRows } from '../../src/store/seal-old-rows.ts';
import { createDexieSyncStore } from '../../src/sync/dexie-sync-store.ts';
import { createKeyring } from '../../src/vault/keyring.ts';
import { createVault } from '../../src/vault/vault.ts';
import { restoreDatabase, type DatabaseDump } from '../support/database-dump.ts';
import { readRawRows, rowsToText } from '../support/raw-rows.ts';
import { sampleSheet } from '../support/sample-sheet.ts';
import type { PulledPage } from '../../src/sync/core/pulled-page.ts';
import {
  createTestTablet,
  keepPerson,
  openTestVault,
  settleIn,
  type TestTablet,
} from '../support/tablet-fixture.ts';
import { seededRandom } from '../support/seeded-random.ts';

const person = {
  fullName: 'Nguyễn Thị Đào',
  docNumber: '001190012345',
  oldDocNumber: '012345678',
  phone: '+84912345678',
  'move.plate': '29M112345',
  paperSerial: 'CG-000777',
} as const;
const telling = /Đào|dao|Nguy|nguyen|001190012345|012345|912345678|29M1|29m1|000777|Hàng Bạc|36\.6/;

const newEngine = () => ({ indexedDB: new IDBFactory(), IDBKeyRange });

const tabletInUse = async (engine = newEngine()): Promise<TestTablet & { recordId: string }> => {
  const tablet = createTestTablet(51, engine, 'chot');
  await settleIn(tablet);
  const { recordId } = await keepPerson(tablet, person);
  await saveDraft(tablet, {
    draftId: 'draft-1',
    officerId: 'cb-01',
    channel: 'paper',
    input: { fullName: person.fullName, phone: '0912345678' },
  });
  const said = await amendRecord(tablet, recordId, {
    declaration: { phone: '+84912345679' },
    crossing: { 'check.temperature': 36.6 },
  });
  expect(said).toMatchObject({ ok: true });
  return { ...tablet, recordId };
};

/** The same storage under a page that nobody has unlocked. */
const lockedPage = (tablet: TestTablet): TestTablet => tablet.restart(createVault());

describe('the vault', () => {
  it('[VAULT-1] of what the tablet says of people nothing lies in IndexedDB in the clear', async () => {
    const engine = newEngine();
    const { recordId } = await tabletInUse(engine);
    const { entries: _log, ...rows } = await readRawRows('chot', engine);
    expect(rows['records']).toHaveLength(1);
    expect(rows['drafts']).toHaveLength(1);
    expect(rows['merges']).toHaveLength(2);
    for (const [table, each] of Object.entries(rows)) {
      expect(rowsToText(each), table).not.toMatch(telling);
    }
    expect(Object.keys(rows['records']?.[0] ?? {})).not.toContain('declaration');
    expect(rows['records']?.[0]).toMatchObject({ recordId });
  });

  it('[VAULT-1] (control) the same is found where nothing is sealed', async () => {
    const engine = newEngine();
    const vault = createVault(false);
    vault.open(createKeyring(new Uint8Array(32), seededRandom(53)), 'cb-01', new Uint8Array(32));
    const tablet = createTestTablet(53, engine, 'chot', undefined, vault);
    await settleIn(tablet);
    await keepPerson(tablet, person);
    const { records = [] } = await readRawRows('chot', engine);
    expect(rowsToText(records)).toMatch(telling);
  });

  it('[VAULT-2] locked, rows come without what they say of people, and nothing personal is written', async () => {
    const tablet = await tabletInUse();
    const page = lockedPage(tablet);
    const row = await page.db.records.get(tablet.recordId);
    expect(row?.sealed).toBeInstanceOf(Uint8Array);
    expect(row).not.toHaveProperty('declaration');
    expect(await listRecords(page.db, { limit: 10 })).toEqual([]);
    expect(await searchRecords(page.db, 'dao', 10)).toEqual([]);
    expect(await listDrafts(page.db, 'cb-01')).toEqual([]);
    expect(await countDrafts(page.db)).toBe(1);
    const locked = { ok: false, error: { code: 'vault/locked' } };
    expect(await keepRecord(page, { input: sampleSheet(1), channel: 'paper' })).toEqual(locked);
    const draft = { draftId: 'draft-2', officerId: 'cb-01', channel: 'paper', input: {} } as const;
    expect(await saveDraft(page, draft)).toEqual(locked);
    expect(await page.db.entries.count()).toBe(await tablet.db.entries.count());
  });

  it('[VAULT-3] the engine works on a locked tablet, and what it wrote opens afterwards', async () => {
    const tablet = await tabletInUse();
    const page = lockedPage(tablet);
    const store = createDexieSyncStore(page.db);
    const [log] = await store.readLogs();
    if (!log) throw new Error('no log');
    await page.db.records.filter(() => true).modify({ lost: true });
    const said = await findHeld(page.db, { entryId: 'none', about: [tablet.recordId] });
    expect(said).not.toBeNull();
    await store.forkLog(log.logId, {
      newLogId: 'b0b0b0b0-0000-4000-8000-000000000000',
      deviceId: log.deviceId,
      cause: 'log/forked',
      provenThrough: 0,
      incidentIds: ['fork-1', 'fork-2'],
      nowMs: 1,
    });
    const [after] = await listRecords(tablet.db, { limit: 10 });
    expect(after?.logId).not.toBe(log.logId);
    expect(after).toMatchObject({ lost: true, declaration: { fullName: person.fullName } });
  });

  it('[VAULT-3] what was said of a record waits in the feed until there is a key', async () => {
    const tablet = await tabletInUse();
    const [merge] = await tablet.db.merges.toArray();
    if (!merge) throw new Error('nothing was said');
    const page = {
      scope: 'unit:cc-01',
      asked: 0,
      cursor: 9,
      epoch: 'e',
      askedAtMs: 0,
      reset: false,
      last: true,
      changes: [{ kind: 'merged', entry: { ...merge, entryId: 'another' } }],
    } as const;
    const locked = lockedPage(tablet);
    expect(await createDexieSyncStore(locked.db).applyPullPage(page)).toBe(false);
    expect(await createDexieSyncStore(locked.db).readCursor('unit:cc-01')).toMatchObject({
      cursor: 0,
    });
    expect(await createDexieSyncStore(tablet.db).applyPullPage(page)).toBe(true);
  });

  it('[VAULT-3] so does from which sheet a declaration was typed; what became of blank ones does not', async () => {
    const tablet = await tabletInUse();
    const by = { officer: 'cb-02', wallMs: 1, entryId: tablet.recordId };
    const handed: PaperLine = {
      kind: 'sheets.handed-out',
      ...by,
      padId: tablet.recordId,
      basedOn: [],
      data: { from: 1, to: 9, officer: 'cb-02' },
    };
    const declarationId = tablet.recordId;
    const serial = 'CG-000778';
    const typed: PaperLine = { kind: 'sheet.typed', ...by, declarationId, serial, amended: false };
    const page = {
      scope: 'unit:cc-01',
      epoch: 'e',
      askedAtMs: 0,
      reset: false,
      last: true,
    } as const;
    const blank: PulledPage = {
      ...page,
      asked: 0,
      cursor: 1,
      changes: [{ kind: 'paper', line: handed }],
    };
    const read: PulledPage = {
      ...page,
      asked: 1,
      cursor: 2,
      changes: [{ kind: 'paper', line: typed }],
    };
    const locked = createDexieSyncStore(lockedPage(tablet).db);
    expect(await locked.applyPullPage(blank)).toBe(true);
    expect(await locked.applyPullPage(read)).toBe(false);
    const open = createDexieSyncStore(tablet.db);
    expect(await open.applyPullPage(read)).toBe(true);
    const row = await lockedPage(tablet).db.papers.get([by.entryId, 'sheet.typed']);
    expect(JSON.stringify(row)).not.toContain('000778');
    expect(await tablet.db.papers.get([by.entryId, 'sheet.typed'])).toMatchObject({ serial });
  });

  it('[VAULT-4] a row that was moved, changed or sealed by another key is not opened', async () => {
    const tablet = await tabletInUse();
    const page = lockedPage(tablet);
    const row = await page.db.records.get(tablet.recordId);
    if (!row?.sealed) throw new Error('not sealed');
    const { draftId: _draft, ...copied } = row;
    await page.db.records.put({ ...copied, recordId: 'elsewhere' });
    expect(await tablet.db.records.get('elsewhere')).toHaveProperty('sealed');
    const sealed = row.sealed.map((byte, index) => (index === 40 ? byte ^ 1 : byte));
    await page.db.records.put({ ...row, sealed });
    expect(await listRecords(tablet.db, { limit: 10 })).toEqual([]);
    const other = createVault();
    other.open(
      createKeyring(new Uint8Array(32).fill(8), seededRandom(9)),
      'cb-01',
      new Uint8Array(32),
    );
    expect(await listDrafts(tablet.restart(other).db, 'cb-01')).toEqual([]);
  });

  it.each([1, 2, 3])(
    '[VAULT-5] what version %i wrote in the clear is sealed at the first unlock, also when that is cut short; the log stays as it was',
    async (version) => {
      const file = new URL(`../fixtures/databases/version-${version}.json`, import.meta.url);
      const dump = JSON.parse(readFileSync(file, 'utf8')) as DatabaseDump;
      const engine = newEngine();
      await restoreDatabase('kept', engine, dump);
      const locked = createTestTablet(60, engine, 'kept', undefined, createVault());
      const before = await locked.db.entries.toArray();
      await expect(sealOldRows(locked.db)).rejects.toThrow('the vault is locked');
      const tablet = createTestTablet(61, engine, 'kept', undefined, openTestVault());
      const listed = await listRecords(tablet.db, { limit: 10 });
      expect(listed.length).toBeGreaterThan(0);
      const [first] = listed;
      // An engine's write in between keeps the mark, or its tokens would stay clear.
      await tablet.db.records.update(first?.recordId ?? '', { lost: true });
      await sealOldRows(tablet.db);
      await sealOldRows(tablet.db);
      expect(await tablet.db.entries.toArray()).toEqual(before);
      const { entries: _log, ...rows } = await readRawRows('kept', engine);
      for (const table of ['records', 'drafts', 'merges']) {
        expect(rowsToText(rows[table] ?? []), table).not.toMatch(telling);
        expect(
          rows[table]?.every((row) => 'sealed' in row),
          table,
        ).toBe(true);
      }
      expect(await listRecords(tablet.db, { limit: 10 })).toHaveLength(listed.length);
      expect(await searchRecords(tablet.db, 'dao', 5)).toHaveLength(1);
    },
  );
});
