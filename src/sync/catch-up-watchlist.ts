import { base64ToBytes } from '#domain/core/base64.ts';
import { changeWatchSet } from '#domain/watch/watch-set.ts';
import type { ChotDatabase } from '../store/database.ts';
import { keepWatchlist, readWatchlist } from '../store/watchlist.ts';
import type { ServerCalls } from './ports.ts';

const none = new Uint8Array(0);

/** Brings the list of who is looked for up to the server's, page by page. Without a key nothing is asked. */
export const catchUpWatchlist = async (
  db: ChotDatabase,
  transport: Pick<ServerCalls, 'watchlist'>,
): Promise<void> => {
  for (;;) {
    if (db.vault.holder() === null) return;
    const held = await readWatchlist(db);
    const standing = held && { epoch: held.epoch, seq: held.seq, floor: held.floor };
    const answer = await transport.watchlist(standing);
    if (!answer.ok) return;
    const { epoch, seq, floor, key, reset, hasMore, cases, contacts, withdrawn } = answer.value;
    if (db.vault.holder() === null) return;
    const known = reset ? null : held;
    const before = { ...(known?.set ?? { cases: none, contacts: none }), key: base64ToBytes(key) };
    const set = changeWatchSet(before, {
      cases: base64ToBytes(cases),
      contacts: base64ToBytes(contacts),
      withdrawn: base64ToBytes(withdrawn),
    });
    const isKept = await keepWatchlist(db, held, { epoch, seq, floor, set });
    if (!isKept || !hasMore) return;
  }
};
