import { useLiveQuery } from 'dexie-react-hooks';
import { pinWaitMs } from '../../actions/sign-in.ts';
import { readSetting } from '../../store/settings.ts';
import { useNow } from '../../ui/use-now.ts';
import { useServices } from '../services.ts';

const tickMs = 250;

/** Whole seconds until an officer's next try; counts down by itself, also after a restart [SIGN-5]. */
export const usePinWait = (officerId: string): number => {
  const { db } = useServices().tablet;
  const nowMs = useNow(tickMs);
  const failures = useLiveQuery(() => readSetting(db, `pin:${officerId}`), [db, officerId]);
  return failures ? Math.ceil(pinWaitMs(failures, nowMs) / 1000) : 0;
};
