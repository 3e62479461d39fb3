import { readSetting } from '../../store/settings.ts';
import { useNow } from '../../ui/use-now.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';

const tickMs = 250;

/** Whole seconds until an officer's next try; counts down by itself [SIGN-5]. */
export const usePinWait = (officerId: string): number => {
  const { db, patience } = useServices().tablet;
  useNow(tickMs);
  const tried = useLiveQuery(db, (live) => readSetting(live, `pin:${officerId}`), [officerId]);
  return tried ? Math.ceil(patience.waitMs(officerId, tried.failures) / 1000) : 0;
};
