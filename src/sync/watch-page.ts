/** Calls back when the page is shown again or the browser believes it is online. @returns stop */
export const watchPage = (listener: (reason: 'online' | 'visible') => void): (() => void) => {
  if (typeof document === 'undefined') return () => undefined;
  const onOnline = () => listener('online');
  const onVisibility = () => {
    if (document.visibilityState === 'visible') listener('visible');
  };
  globalThis.addEventListener('online', onOnline);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    globalThis.removeEventListener('online', onOnline);
    document.removeEventListener('visibilitychange', onVisibility);
  };
};
