import { genesisDigest } from '#domain/log/chain.ts';
import type { AckOutcome } from '../../src/sync/core/judge-ack.ts';
import type { Fork } from '../../src/sync/core/plan-fork.ts';
import type { SyncStore } from '../../src/sync/core/sync-store.ts';
import type { LogOwner, PlacedEntry } from '../../src/sync/core/tablet-log.ts';

export const owner: LogOwner = {
  deviceId: '3f0d5a52-7f1d-4f57-9d0e-0f3f7b6c1a11',
  unitId: 'cc-01',
};
export const logId = '11111111-1111-4111-8111-111111111111';
export const newLogId = '22222222-2222-4222-8222-222222222222';
export const nowMs = 1_630_886_400_000;
export const plenty = { bytes: 1_000_000, entries: 500 };

export const incidentIds = [
  '33333333-3333-4333-8333-333333333333',
  '44444444-4444-4444-8444-444444444444',
] as const;
export const forkThrough = (provenThrough: number): Fork => ({
  newLogId,
  provenThrough,
  deviceId: owner.deviceId,
  cause: 'log/forked',
  incidentIds,
  nowMs,
});

/** A storage with what the engine does not do itself: a person keeps records, a disk loses a row. */
export type StoreUnderTest = {
  readonly store: SyncStore;
  /** Enrols the tablet as `owner`. */
  readonly enrol: () => Promise<void>;
  /** Appends so many records, two entries each, to the open log; the second one of each may be an alert. */
  readonly keep: (count: number, which?: { readonly alert: boolean }) => Promise<void>;
  /** Everything held, by log and position. */
  readonly entries: () => Promise<PlacedEntry[]>;
  readonly loseRow: (logId: string, position: number) => Promise<void>;
};

/** @returns everything that is held then */
export const keepIn = async (on: StoreUnderTest, count: number): Promise<PlacedEntry[]> => {
  await on.enrol();
  await on.store.openLog(owner, logId);
  await on.keep(count);
  return on.entries();
};

/** The chain at a position, as an honest server says it. */
export const digestAt = async (on: StoreUnderTest, position: number): Promise<string> => {
  const row = (await on.entries()).find((each) => each.position === position);
  return position === 0 ? genesisDigest(logId) : (row?.digest ?? '');
};

export const acknowledge = async (on: StoreUnderTest, position: number): Promise<AckOutcome> =>
  on.store.applyAck(logId, { ackedThrough: position, digest: await digestAt(on, position), nowMs });
