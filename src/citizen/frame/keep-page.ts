import type { PublicPath } from '#protocol/public-pages.ts';

/** Keeps the page on this telephone, so that it opens without a line; after it is there to be used. */
export const keepPage = (scope: PublicPath): void => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = () =>
    // A browser that refuses has the page for as long as there is a line.
    void navigator.serviceWorker.register('/citizen-worker.js', { scope }).catch(() => undefined);
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
};
