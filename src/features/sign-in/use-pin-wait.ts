import { useLiveQuery } from 'dexie-react-hooks';
import { readSetting } from '../../store/settings.ts';
import { useNow } from '../../ui/use-now.ts';
import { useServices } from '../services.ts';

const tickMs = 250;

/** Whole seconds until an officer's next try; counts down by itself [SIGN-5]. */
export const usePinWait = (officerId: string): number => {
  const { db, patience } = useServices().tablet;
  useNow(tickMs);
  const tried = useLiveQuery(() => readSetting(db, `pin:${officerId}`), [db, officerId]);
  return tried ? Math.ceil(patience.waitMs(officerId, tried.failures) / 1000) : 0;
};
