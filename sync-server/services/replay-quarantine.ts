import type { OpenFrame } from '#domain/log/sealed-frame.ts';
import { judge } from '#domain/log/custody.ts';
import { effectToLines } from '../store/plan-custody.ts';
import { unitScope, type StoredEntry, type StoreTransactor } from '../store/store.ts';
import { readArrival } from './read-arrival.ts';
import type { ServicePorts } from './service-ports.ts';

/** What was said of entries that a newer build, or a key that was put back, may be able to read. */
const passingReasons = [
  'entry/unopened',
  'entry/newer-frame',
  'entry/newer-schema',
  'entry/unknown-kind',
];

const batchSize = 200;

/**
 * Judges again, after an update, what was kept because it was too new.
 * @returns how many entries are in quarantine no longer
 */
export const replayQuarantine = async ({
  store,
  openFrame,
}: Pick<ServicePorts, 'store' | 'openFrame'>): Promise<number> => {
  let released = 0;
  let after: StoredEntry | null = null;
  for (;;) {
    const from: StoredEntry | null = after;
    const batch = await store.transact(async (tx) => {
      const entries = await tx.listQuarantined(passingReasons, from, batchSize);
      const outcomes = [];
      for (const entry of entries) outcomes.push(await judgeAgain(tx, entry, openFrame));
      return { entries, released: outcomes.filter(Boolean).length };
    });
    released += batch.released;
    after = batch.entries.at(-1) ?? null;
    if (after === null) return released;
  }
};

/** @returns whether it left the quarantine */
const judgeAgain = async (
  tx: StoreTransactor,
  entry: StoredEntry,
  openFrame: OpenFrame,
): Promise<boolean> => {
  const { unitId, entryId, hash, frame } = entry;
  const reading = readArrival(frame, { entryId, unitId }, openFrame);
  if (reading.fault !== null && passingReasons.includes(reading.fault)) return false;
  const { status, reason } = judge({ ...reading, hash }, await tx.hashesTakenUnder(entry));
  const effect = status === 'applied' ? reading.effect : null;
  const isSettled = await tx.settleQuarantined(entry, { ...reading, status, reason, effect });
  if (!isSettled) return false;
  const lines = effectToLines(entry, effect);
  if (lines.length > 0) await tx.appendFeed(unitScope(unitId), lines);
  return status !== 'quarantined';
};
