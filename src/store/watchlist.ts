import { bytesToWatchSet, watchSetToBytes, type WatchSet } from '#domain/watch/watch-set.ts';
import type { ChotDatabase } from './database.ts';
import { readSetting, writeSetting } from './settings.ts';

const place = 'watchlist';

/** How far the list is held. */
type WatchStanding = { readonly epoch: string; readonly seq: number; readonly floor: number };

export type HeldWatchlist = WatchStanding & { readonly set: WatchSet };

/** Who is looked for; null: the tablet is locked, or was never told. */
export const readWatchlist = async (db: ChotDatabase): Promise<HeldWatchlist | null> => {
  const kept = await readSetting(db, 'watchlist');
  const plain = kept && db.vault.unseal(kept.sealed, place);
  return (
    plain && { epoch: kept.epoch, seq: kept.seq, floor: kept.floor, set: bytesToWatchSet(plain) }
  );
};

/** Sealed as a whole: a locked tablet gives away neither the key nor the marks, only how far they go. */
export const keepWatchlist = async (
  db: ChotDatabase,
  before: WatchStanding | null,
  { epoch, seq, floor, set }: HeldWatchlist,
): Promise<boolean> =>
  db.transaction('rw', db.settings, async () => {
    const held = await readSetting(db, 'watchlist');
    // Another window was faster.
    if ((held?.seq ?? null) !== (before?.seq ?? null)) return false;
    const sealed = db.vault.seal(watchSetToBytes(set), place);
    await writeSetting(db, 'watchlist', { epoch, seq, floor, sealed });
    return true;
  });

/** How far the server's list goes, as the feed told; null: it never spoke of one. */
export const readToldWatchSeq = async (db: ChotDatabase): Promise<number | null> => {
  const row = await db.reference.get(['watchlist', 'watchlist']);
  return row === undefined ? null : (row.body as { seq: number }).seq;
};
