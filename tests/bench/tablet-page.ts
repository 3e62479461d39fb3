import { inputToRecord } from '#domain/declaration/form-engine.ts';
import { formFor } from '#domain/declaration/paper-form.ts';
import { keepRecord } from '../../src/actions/keep-record.ts';
import { saveRecord } from '../../src/actions/save-record.ts';
import { signIn } from '../../src/actions/sign-in.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { createTripwire } from '../../src/platform/tripwire.ts';
import { ChotDatabase } from '../../src/store/database.ts';
import { readDevice } from '../../src/store/read-device.ts';
import { readOfficers } from '../../src/store/read-officers.ts';
import { searchRecords } from '../../src/store/search-records.ts';
import { readSession } from '../../src/store/settings.ts';
import { createPinPatience } from '../../src/vault/pin-patience.ts';
import { createVault } from '../../src/vault/vault.ts';
import { chainEntries } from '../../src/sync/core/chain-entries.ts';
import { createEntrySealer } from '../../src/vault/entry-sealer.ts';
import { sampleSheet } from '../support/sample-sheet.ts';

const tablet = {
  db: new ChotDatabase(createVault()),
  clock: systemClock,
  random: systemRandom,
  app: 'bench',
  tripwire: createTripwire(localStorage),
  sealEntry: createEntrySealer(),
  patience: createPinPatience(systemClock),
};

/** Runs inside the browser: the same actions and reads that the screens use, timed one by one. */
const benchPage = {
  signIn: async (pin: string): Promise<boolean> => {
    const device = await readDevice(tablet.db);
    const officers = device === null ? [] : await readOfficers(tablet.db, device.unitId);
    const officer = officers.find(({ role }) => role === 'paper-officer');
    return officer !== undefined && (await signIn(tablet, officer.officerId, pin)).ok;
  },
  /** @returns milliseconds of each save */
  keep: async (first: number, count: number, declaredAt?: string): Promise<number[]> => {
    const times: number[] = [];
    for (let index = first; index < first + count; index += 1) {
      const input = { ...sampleSheet(index), ...(declaredAt && { declaredAt }) };
      const startedAt = performance.now();
      const kept = await keepRecord(tablet, { input, channel: 'paper' });
      times.push(performance.now() - startedAt);
      if (!kept.ok) throw new Error(kept.error.code);
    }
    return times;
  },
  /**
   * Fills the log up to so many entries, with the frames of what was kept before, chained as they would be.
   * Only the log: the list and its search are measured elsewhere.
   */
  fillLog: async (entries: number): Promise<void> => {
    const { db } = tablet;
    const [log] = await db.logs.toArray();
    if (!log) throw new Error('nothing was kept yet');
    const samples = await db.entries.limit(1_000).toArray();
    let filled = log;
    while (filled.head < entries) {
      const count = Math.min(samples.length, entries - filled.head);
      const copies = samples
        .slice(0, count)
        .map((row) => ({ ...row, entryId: crypto.randomUUID(), recordId: null }));
      const chained = chainEntries(filled, copies);
      filled = chained.log;
      await db.transaction('rw', db.logs, db.entries, async () => {
        await db.entries.bulkAdd(chained.rows);
        await db.logs.put(filled);
      });
    }
  },
  /** Appends frozen records one by one: bytes, hashes and the whole transaction. @returns milliseconds of each */
  append: async (first: number, count: number): Promise<number[]> => {
    const device = await readDevice(tablet.db);
    const session = await readSession(tablet.db);
    if (!device || !session) throw new Error('nobody is signed in');
    const times: number[] = [];
    for (let index = first; index < first + count; index += 1) {
      const nowMs = tablet.clock.wallMs();
      const context = { nowMs, channel: 'paper', noticeVersion: 'bench' } as const;
      const judged = inputToRecord(formFor('paper'), sampleSheet(index), context);
      if (!judged.ok) throw new Error('the sample sheet is incomplete');
      const startedAt = performance.now();
      const saved = await saveRecord(tablet, { device, session, ...judged.value });
      times.push(performance.now() - startedAt);
      if (!saved.ok) throw new Error(saved.error.code);
    }
    return times;
  },
  /** @returns milliseconds of each search, and how many rows it found */
  search: async (queries: readonly string[]): Promise<{ ms: number; found: number }[]> => {
    const times: { ms: number; found: number }[] = [];
    for (const query of queries) {
      const startedAt = performance.now();
      const rows = await searchRecords(tablet.db, query, 50);
      times.push({ ms: performance.now() - startedAt, found: rows.length });
    }
    return times;
  },
};

export type BenchPage = typeof benchPage;

Object.assign(globalThis, { benchPage });
