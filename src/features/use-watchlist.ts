import { useCallback, useMemo } from 'react';
import { markerOf, personToTerms, type WatchedPerson } from '#domain/watch/watch-mark.ts';
import { findWatched } from '#domain/watch/watch-set.ts';
import { readWatchlist } from '../store/watchlist.ts';
import { useServices } from './services.ts';
import { useLiveQuery } from './use-live-query.ts';

export type AskWatchlist = (people: readonly WatchedPerson[]) => 'case' | 'contact' | null;

/** Whether somebody is looked for, from what this tablet holds; null while nothing is held. */
export const useWatchlist = (): AskWatchlist => {
  const { db } = useServices().tablet;
  const held = useLiveQuery(db, (live) => readWatchlist(live), [], null);
  const known = useMemo(() => held && { set: held.set, mark: markerOf(held.set.key) }, [held]);
  return useCallback(
    (people) => known && findWatched(known.set, people.flatMap(personToTerms).map(known.mark)),
    [known],
  );
};
