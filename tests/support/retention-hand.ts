import { randomBytes } from 'node:crypto';
import { genesisDigest, nextDigest } from '#domain/log/chain.ts';
import { dayMs, usualRetention, type Retention } from '#domain/retention/server-rules.ts';
import {
  runRetention,
  type KeptSubjects,
} from '../../sync-server/services/retention/run-retention.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { openTestFrame } from './sealing.ts';

export { dayMs };

/** Lets a run believe its clock, as after a day of hourly runs. */
export const trustClock = (store: Store, nowMs: number): Promise<void> =>
  store.transact((tx) =>
    tx.keepRetentionNote(JSON.stringify({ lastRunAtMs: nowMs - 3_600_000, trustedFromMs: 0 })),
  );

type Hand = {
  readonly store: Store;
  readonly nowMs: number;
  /** What the job itself writes through; absent: the same. */
  readonly through?: Store;
  readonly retention?: Partial<Retention>;
  readonly kept?: KeptSubjects;
};

/** One run of the job at an instant, by a clock that is believed. */
export const forgetAt = async ({ store, nowMs, through = store, retention = {}, kept }: Hand) => {
  await trustClock(store, nowMs);
  return runRetention(
    {
      store: through,
      clock: () => nowMs,
      random: (size) => new Uint8Array(randomBytes(size)),
      openFrame: openTestFrame,
      retention: { ...usualRetention, ...retention },
    },
    kept,
  );
};

const statuses = ['applied', 'duplicate', 'quarantined', 'skipped'] as const;

/** All that a unit's ledger holds, by log and position. */
export const entriesOf = async (store: Store, unitId: string) => {
  const entries = await Promise.all(
    statuses.map((status) => store.listEntries({ unitId, status })),
  );
  return entries
    .flat()
    .toSorted((one, other) =>
      one.logId === other.logId ? one.position - other.position : one.logId < other.logId ? -1 : 1,
    );
};

/** Crossings as the two places tell them: those that are still here, and those that were only counted. */
export const countPeople = async (store: Store, unitId: string) => {
  const entries = await entriesOf(store, unitId);
  let live = 0;
  for (const { kind, status, frame, subjectId, logId, position } of entries) {
    if (kind !== 'crossing.recorded' || status !== 'applied' || frame.length === 0) continue;
    const [place] = await store.findRecords(unitId, [subjectId ?? '']);
    if (place?.logId === logId && place.position === position) live += 1;
  }
  const cells = await store.listStatistics({ fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER });
  const forgotten = cells
    .filter((cell) => cell.question === 'standing' && cell.unitId === unitId)
    .reduce((sum, { crossings }) => sum + crossings, 0);
  const records = (await store.countRecords()).reduce((sum, count) => sum + count.records, 0);
  return { live, forgotten, records };
};

/** The digest of a log, reckoned from the hashes that the ledger still has. */
export const digestOfLog = async (store: Store, unitId: string, logId: string): Promise<string> =>
  (await entriesOf(store, unitId))
    .filter((entry) => entry.logId === logId)
    .reduce((digest, { hash }) => nextDigest(digest, hash), genesisDigest(logId));
