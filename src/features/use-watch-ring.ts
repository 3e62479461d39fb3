import { useEffect } from 'react';
import { playSignal } from '../platform/lane-signals.ts';
import { readSetting } from '../store/settings.ts';
import { useServices } from './services.ts';
import { useLiveQuery } from './use-live-query.ts';

/** Rings once when a number that was typed is looked for. */
export const useWatchRing = (watched: 'case' | 'contact' | null): void => {
  const { db } = useServices().tablet;
  const isSilent = useLiveQuery(
    db,
    async (live) => (await readSetting(live, 'sound')) === 'off',
    [],
    true,
  );
  useEffect(() => {
    if (watched !== null && !isSilent) playSignal('stop');
  }, [watched, isSilent]);
};
