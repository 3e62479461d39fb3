import type { OpenFrame } from '#domain/log/sealed-frame.ts';
import { judge } from '#domain/log/custody.ts';
import { isToBeChecked } from '../store/identity-checks.ts';
import { effectToLines } from '../store/plan-custody.ts';
import type { EnrolledDevice } from '../store/device.ts';
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

/** Which entries in quarantine are looked at, and whether what is said of one anew stands. */
type Question = {
  readonly reasons: readonly string[];
  readonly asks: (entry: StoredEntry) => boolean;
  readonly isStillSo: (fault: string | null) => boolean;
};

/**
 * Judges again, after an update, what was kept because it was too new.
 * @returns how many entries are in quarantine no longer
 */
export const replayQuarantine = (
  ports: Pick<ServicePorts, 'store' | 'openFrame'>,
): Promise<number> =>
  replay(ports, {
    reasons: passingReasons,
    asks: () => true,
    isStillSo: (fault) => fault !== null && passingReasons.includes(fault),
  });

/**
 * Judges what a tablet sent while it was switched off as if it had come today.
 * @returns how many entries are in quarantine no longer
 */
export const releaseEntries = async (
  ports: Pick<ServicePorts, 'store' | 'openFrame'>,
  device: EnrolledDevice,
): Promise<number> => {
  const logs = await ports.store.headsOf(device);
  return replay(ports, {
    reasons: ['device/switched-off'],
    asks: ({ unitId, logId }) => unitId === device.unitId && logs.has(logId),
    isStillSo: () => false,
  });
};

const replay = async (
  { store, openFrame }: Pick<ServicePorts, 'store' | 'openFrame'>,
  question: Question,
): Promise<number> => {
  let released = 0;
  let after: StoredEntry | null = null;
  for (;;) {
    const from: StoredEntry | null = after;
    const batch = await store.transact(async (tx) => {
      const entries = await tx.listQuarantined(question.reasons, from, batchSize);
      const outcomes = [];
      for (const entry of entries.filter(question.asks)) {
        outcomes.push(await judgeAgain(tx, entry, openFrame, question));
      }
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
  { isStillSo }: Question,
): Promise<boolean> => {
  const { unitId, entryId, hash, frame } = entry;
  const reading = readArrival(frame, { entryId, unitId }, openFrame);
  if (isStillSo(reading.fault)) return false;
  const { status, reason } = judge({ ...reading, hash }, await tx.hashesTakenUnder(entry));
  const effect = status === 'applied' ? reading.effect : null;
  const isSettled = await tx.settleQuarantined(entry, { ...reading, status, reason, effect });
  if (!isSettled) return false;
  // No feed tells of what leaves the quarantine.
  if (status === 'applied' && reading.subjectId !== null && isToBeChecked(reading.kind)) {
    await tx.queueChecks(unitId, [reading.subjectId], entry.receivedAtMs);
  }
  if (status === 'applied') await tx.traceAnew(unitId);
  const lines = effectToLines(entry, effect);
  if (lines.length > 0) await tx.appendFeed(unitScope(unitId), lines);
  return status !== 'quarantined';
};
