import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect } from 'react';
import { playSignal } from '../platform/lane-signals.ts';
import { readSetting } from '../store/settings.ts';
import { useServices } from './services.ts';

/** Rings once when a number that was typed is looked for. */
export const useWatchRing = (watched: 'case' | 'contact' | null): void => {
  const { db } = useServices().tablet;
  const isSilent = useLiveQuery(async () => (await readSetting(db, 'sound')) === 'off', [db], true);
  useEffect(() => {
    if (watched !== null && !isSilent) playSignal('stop');
  }, [watched, isSilent]);
};
