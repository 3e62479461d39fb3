import { keepRecord } from '../../src/actions/keep-record.ts';
import { openVault } from '../../src/actions/open-vault.ts';
import { signIn } from '../../src/actions/sign-in.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { ChotDatabase } from '../../src/store/database.ts';
import type { RecordRow } from '../../src/store/rows.ts';
import { readDevice } from '../../src/store/read-device.ts';
import { readSealingKey } from '../../src/store/read-sealing-key.ts';
import { searchRecords } from '../../src/store/search-records.ts';
import { searchTokens } from '../../src/store/search-tokens.ts';
import { createEntrySealer } from '../../src/vault/entry-sealer.ts';
import { createPinPatience } from '../../src/vault/pin-patience.ts';
import { createVault } from '../../src/vault/vault.ts';
import { sampleSheet } from '../support/sample-sheet.ts';

const tabletWith = (name: string, isSealing: boolean) => ({
  db: new ChotDatabase(createVault(isSealing), name),
  clock: systemClock,
  random: systemRandom,
  app: 'bench',
  // Two databases on one origin: neither is told of the other's loss.
  tripwire: { read: () => null, write: () => undefined },
  patience: createPinPatience(systemClock),
  sealEntry: createEntrySealer(),
});
const sealing = tabletWith('chot', true);
const clear = tabletWith('chot-clear', false);

const lineOf = (typed: unknown): string => (typeof typed === 'string' ? typed : '');

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

/** Runs inside the browser: what the vault costs an officer, timed one by one. Milliseconds. */
const vaultPage = {
  /** Locks and unlocks so many times, as the officer of this unit whose id ends so. */
  unlock: async (idEnd: string, pin: string, times: number): Promise<number[]> => {
    const device = await readDevice(sealing.db);
    const officerId = `${device?.unitId}${idEnd}`;
    const taken: number[] = [];
    for (let index = 0; index < times; index += 1) {
      await sealing.db.vault.lock();
      taken.push(
        await timed(async () => {
          const signedIn = await signIn(sealing, officerId, pin);
          if (!signedIn.ok) throw new Error(signedIn.error.code);
        }),
      );
    }
    return taken;
  },
  /** The same tablet without a vault, for comparison: same device, same session. */
  copyToClear: async (): Promise<void> => {
    await clear.db.device.bulkPut(await sealing.db.device.toArray());
    await clear.db.settings.bulkPut(await sealing.db.settings.toArray());
    await openVault(clear, { unitKey: new Uint8Array(32), signInKey: new Uint8Array(32) }, 'clear');
  },
  /** Keeps so many records with and without a vault, in turns. */
  keep: async (first: number, count: number): Promise<{ sealed: number[]; clear: number[] }> => {
    const taken = { sealed: [] as number[], clear: [] as number[] };
    for (let index = first; index < first + count; index += 1) {
      for (const [tablet, times] of [
        [sealing, taken.sealed],
        [clear, taken.clear],
      ] as const) {
        const input = sampleSheet(index);
        times.push(
          await timed(async () => {
            const kept = await keepRecord(tablet, { input, channel: 'paper' });
            if (!kept.ok) throw new Error(kept.error.code);
          }),
        );
      }
    }
    return taken;
  },
  /** Seals so many frames of this length to the server's key, as saves do. All of them at once: a clock of the browser is too coarse for one. */
  seal: async (count: number, bytes: number): Promise<number> => {
    const key = await readSealingKey(sealing.db);
    if (key === null) throw new Error('no key to seal to');
    const frames = Array.from({ length: count }, () => systemRandom(bytes));
    return timed(async () => {
      for (const frame of frames) await sealing.sealEntry(frame, key);
    });
  },
  /** Copies what was kept until the list holds so many records, each of another person. */
  fill: async (from: number, to: number): Promise<void> => {
    const { db } = sealing;
    const [sample] = await db.records.limit(1).toArray();
    if (!sample) throw new Error('nothing was kept yet');
    const { draftId: _draft, ...row } = sample;
    const rows: RecordRow[] = [];
    for (let index = from; index < to; index += 1) {
      const sheet = sampleSheet(index);
      const declaration = {
        ...row.declaration,
        fullName: lineOf(sheet.fullName),
        docNumber: lineOf(sheet.docNumber),
        paperSerial: lineOf(sheet.paperSerial),
        phone: `+84${lineOf(sheet.phone).slice(1)}`,
      };
      // Older than whatever is kept by hand: ids of records are in the order of time.
      const recordId = `00000000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
      rows.push({ ...row, recordId, declaration, tokens: searchTokens(db.vault, declaration) });
    }
    await db.records.bulkAdd(rows);
  },
  search: async (queries: readonly string[]): Promise<{ ms: number; found: number }[]> => {
    const taken: { ms: number; found: number }[] = [];
    for (const query of queries) {
      let found = 0;
      const ms = await timed(async () => {
        found = (await searchRecords(sealing.db, query, 50)).length;
      });
      taken.push({ ms, found });
    }
    return taken;
  },
};

export type VaultPage = typeof vaultPage;
Object.assign(globalThis, { vaultPage });
