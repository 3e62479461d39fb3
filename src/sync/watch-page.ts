/**
 * Calls back when the page is shown again or the browser believes it is online, and when the page is left.
 * What the browser believes only hastens; nothing waits for it. @returns stop
 */
export const watchPage = (
  onSign: (reason: 'online' | 'visible') => void,
  onLeave: () => void,
): (() => void) => {
  if (typeof document === 'undefined') return () => undefined;
  const onOnline = () => onSign('online');
  const onVisibility = () => {
    if (document.visibilityState === 'visible') onSign('visible');
    else onLeave();
  };
  globalThis.addEventListener('online', onOnline);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    globalThis.removeEventListener('online', onOnline);
    document.removeEventListener('visibilitychange', onVisibility);
  };
};
