import { useEffect } from 'react';
import { useServices } from '../features/services.ts';
import { useLiveQuery } from '../features/use-live-query.ts';
import { readSetting } from '../store/settings.ts';
import { readToldWatchSeq } from '../store/watchlist.ts';
import { catchUpWatchlist } from '../sync/catch-up-watchlist.ts';
import { useNow } from '../ui/use-now.ts';

/** A refused or lost answer is asked for again after this long. */
const againMs = 30_000;

/** Keeps who is looked for up to date while the tablet is open: the feed says that there is news. */
export const useKeepWatchlist = (): void => {
  const { tablet, transport } = useServices();
  const { db } = tablet;
  const nowMs = useNow(againMs);
  const isBehind = useLiveQuery(
    db,
    async (live) => {
      const told = await readToldWatchSeq(live);
      const held = await readSetting(live, 'watchlist');
      return told !== null && held?.seq !== told;
    },
    [],
    false,
  );
  useEffect(() => {
    if (isBehind) void catchUpWatchlist(db, transport);
  }, [isBehind, db, transport, nowMs]);
};
