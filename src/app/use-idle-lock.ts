import { useEffect } from 'react';
import { useServices } from '../features/services.ts';

const idleLockMs = 300_000;
const lookMs = 5_000;
const signsOfLife = ['pointerdown', 'pointermove', 'keydown', 'input', 'scroll'] as const;

/** Locks the tablet that nobody has touched for five minutes, also when it slept meanwhile. */
export const useIdleLock = (): void => {
  const { db, clock } = useServices().tablet;
  useEffect(() => {
    const now = () => ({ mono: clock.monoMs(), wall: clock.wallMs() });
    let touched = now();
    const touch = () => {
      touched = now();
    };
    const look = () => {
      const { mono, wall } = now();
      // The one stands while the tablet sleeps, the other can be set.
      if (Math.max(mono - touched.mono, wall - touched.wall) < idleLockMs) return;
      touch();
      void db.vault.lock();
    };
    const timer = setInterval(look, lookMs);
    document.addEventListener('visibilitychange', look);
    for (const sign of signsOfLife)
      document.addEventListener(sign, touch, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      for (const sign of signsOfLife) document.removeEventListener(sign, touch, { capture: true });
    };
  }, [db, clock]);
};
