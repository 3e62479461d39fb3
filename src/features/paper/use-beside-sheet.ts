import { useEffect, useState } from 'react';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { RulesInForce } from '#domain/verdict/rules-in-force.ts';
import { readDevice } from '../../store/read-device.ts';
import { addUse, joinUse, noUse, readRecentUse, type RecentUse } from '../../store/recent-use.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { useRules } from '../use-rules.ts';
import { useWatchlist, type AskWatchlist } from '../use-watchlist.ts';

/** "Today and yesterday". */
const recentMs = 48 * 3_600_000;

/**
 * What stays on the desk while one sheet after the other is laid on it. Read once and kept up to date, so
 * that the two hundredth sheet of a shift costs what the first did.
 */
export type BesideSheet = {
  /** The last sheet that was kept, and what was frequent lately. */
  readonly recent: RecentUse;
  /** Null: they are being read. */
  readonly rules: RulesInForce | null;
  readonly askWatchlist: AskWatchlist;
  readonly unitId: string | null;
  /** By serial, that of the sheet under it in the pad, as far as it was looked up. */
  readonly serialsUnder: Map<string, string>;
};

export const useBesideSheet = (): BesideSheet & { addKept: (declaration: Declaration) => void } => {
  const { tablet } = useServices();
  const [recent, setRecent] = useState(noUse);
  const [serialsUnder] = useState(() => new Map<string, string>());
  const rules = useRules();
  const askWatchlist = useWatchlist();
  const device = useLiveQuery(tablet.db, (live) => readDevice(live), [], null);
  useEffect(() => {
    let current = true;
    const read = async () => {
      const before = await readRecentUse(tablet.db, tablet.clock.wallMs() - recentMs);
      if (current) setRecent((since) => joinUse(before, since));
    };
    void read();
    return () => {
      current = false;
    };
  }, [tablet]);
  return {
    recent,
    rules,
    askWatchlist,
    unitId: device?.unitId ?? null,
    serialsUnder,
    addKept: (declaration) => setRecent((use) => addUse(use, declaration)),
  };
};
