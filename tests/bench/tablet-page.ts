import { keepRecord } from '../../src/actions/keep-record.ts';
import { signIn } from '../../src/actions/sign-in.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { createTripwire } from '../../src/platform/tripwire.ts';
import { ChotDatabase } from '../../src/store/database.ts';
import { readOfficers } from '../../src/store/read-officers.ts';
import { searchRecords } from '../../src/store/search-records.ts';
import { sampleSheet } from '../support/sample-sheet.ts';

const tablet = {
  db: new ChotDatabase(),
  clock: systemClock,
  random: systemRandom,
  app: 'bench',
  tripwire: createTripwire(localStorage),
};

/** Runs inside the browser: the same actions and reads that the screens use, timed one by one. */
const benchPage = {
  signIn: async (unitId: string, pin: string): Promise<boolean> => {
    const officers = await readOfficers(tablet.db, unitId);
    const officer = officers.find(({ role }) => role === 'paper-officer');
    return officer !== undefined && (await signIn(tablet, officer.officerId, pin)).ok;
  },
  /** @returns milliseconds of each save */
  keep: async (first: number, count: number): Promise<number[]> => {
    const times: number[] = [];
    for (let index = first; index < first + count; index += 1) {
      const input = sampleSheet(index);
      const startedAt = performance.now();
      const kept = await keepRecord(tablet, { input, channel: 'paper' });
      times.push(performance.now() - startedAt);
      if (!kept.ok) throw new Error(kept.error.code);
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
