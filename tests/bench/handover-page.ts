import { handOver } from '../../src/actions/hand-over.ts';
import { keepRecord } from '../../src/actions/keep-record.ts';
import { signIn } from '../../src/actions/sign-in.ts';
import { takeCustody } from '../../src/actions/take-custody.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { createTripwire } from '../../src/platform/tripwire.ts';
import { ChotDatabase } from '../../src/store/database.ts';
import { readDevice } from '../../src/store/read-device.ts';
import { readOfficers } from '../../src/store/read-officers.ts';
import { createEntrySealer } from '../../src/vault/entry-sealer.ts';
import { createPinPatience } from '../../src/vault/pin-patience.ts';
import { createVault } from '../../src/vault/vault.ts';
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

const toText = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
};

/** Runs inside the browser: the very actions that the screens use. */
const handoverPage = {
  signIn: async (role: string, pin: string): Promise<boolean> => {
    const device = await readDevice(tablet.db);
    const officers = device === null ? [] : await readOfficers(tablet.db, device.unitId);
    const officer = officers.find((one) => one.role === role);
    return officer !== undefined && (await signIn(tablet, officer.officerId, pin)).ok;
  },
  keep: async (first: number, count: number): Promise<void> => {
    for (let index = first; index < first + count; index += 1) {
      const kept = await keepRecord(tablet, { input: sampleSheet(index), channel: 'paper' });
      if (!kept.ok) throw new Error(kept.error.code);
    }
  },
  /** @returns the file in base64, and how long it took to write */
  write: async (): Promise<{ file: string; entries: number; ms: number }> => {
    const startedAt = performance.now();
    const handed = await handOver(tablet);
    const ms = performance.now() - startedAt;
    if (!handed.ok) throw new Error(handed.error.code);
    return { file: toText(handed.value.bytes), entries: handed.value.entries, ms };
  },
  /** @returns milliseconds until custody was on the disk */
  read: async (file: string): Promise<number> => {
    const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
    await tablet.db.parcels.clear();
    const startedAt = performance.now();
    const taken = await takeCustody(tablet, bytes);
    if (!taken.ok) throw new Error(taken.error.code);
    return performance.now() - startedAt;
  },
  forget: (): Promise<void> => tablet.db.parcels.clear(),
};

export type HandoverPage = typeof handoverPage;

Object.assign(globalThis, { handoverPage });
