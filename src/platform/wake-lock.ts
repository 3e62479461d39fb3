/** Keeps the screen lit while somebody scans, also after the page was hidden. @returns stop */
export const keepScreenAwake = (): (() => void) => {
  let lock: WakeLockSentinel | null = null;
  let stopped = false;
  const take = async () => {
    if (stopped || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    const taken = await navigator.wakeLock.request('screen');
    if (stopped) await taken.release();
    else lock = taken;
  };
  // A battery saver may refuse; the lane goes on with a screen that dims.
  const takeQuietly = () => void take().catch(() => undefined);
  takeQuietly();
  document.addEventListener('visibilitychange', takeQuietly);
  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', takeQuietly);
    void lock?.release();
  };
};
