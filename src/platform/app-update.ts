import { Workbox } from 'workbox-window';

type UpdateState = 'none' | 'ready' | 'taken-elsewhere';

export type AppUpdate = {
  subscribe: (listener: () => void) => () => void;
  state: () => UpdateState;
  /** Lets the waiting version take over and reloads this page once it has. */
  apply: () => void;
  /** Loads the version that another page of this tablet has already let in. */
  reload: () => void;
};

const lookForUpdateEveryMs = 30 * 60_000;

/** Registers the service worker and reports a new version; reloads only when `apply` was asked for. */
export const watchAppUpdate = (): AppUpdate => {
  const listeners = new Set<() => void>();
  let state: UpdateState = 'none';
  let asked = false;
  const become = (next: UpdateState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const workbox = 'serviceWorker' in navigator ? new Workbox('/service-worker.js') : null;
  workbox?.addEventListener('waiting', () => become('ready'));
  workbox?.addEventListener('controlling', (event) => {
    if (asked) window.location.reload();
    else if (event.isUpdate) become('taken-elsewhere');
  });
  void workbox?.register();
  setInterval(() => void workbox?.update().catch(() => undefined), lookForUpdateEveryMs);
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    apply: () => {
      asked = true;
      workbox?.messageSkipWaiting();
    },
    reload: () => window.location.reload(),
  };
};
