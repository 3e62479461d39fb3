import { useEffect, useState } from 'react';
import type { Declaration } from '#domain/declaration/declaration.ts';
import { addUse, joinUse, noUse, readRecentUse, type RecentUse } from '../../store/recent-use.ts';
import { useServices } from '../services.ts';

/** "Today and yesterday". */
const recentMs = 48 * 3_600_000;

type RecentUseHand = {
  readonly recent: RecentUse;
  /** One more was kept at this desk. */
  readonly add: (declaration: Declaration) => void;
};

/**
 * What was frequent lately. Opened once; each sheet that is kept is then added to it, so that the two
 * hundredth sheet of a shift costs what the first did.
 */
export const useRecentUse = (): RecentUseHand => {
  const { tablet } = useServices();
  const [recent, setRecent] = useState(noUse);
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
  return { recent, add: (declaration) => setRecent((use) => addUse(use, declaration)) };
};
