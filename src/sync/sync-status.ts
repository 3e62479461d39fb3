/** What the sync loop is doing now. What must survive a restart stands in the `contact` setting. */
export type SyncStatus = {
  /** `failed`: a fault of this program; the round was given up and will be tried again. */
  readonly phase: 'idle' | 'sending' | 'unreachable' | 'refused' | 'failed';
  /** Message key of what went wrong, null in health. */
  readonly code: string | null;
  /** The queue stands still although it could move: somebody must look. */
  readonly stuck: boolean;
  /** Unix milliseconds by the tablet's clock; null before the first attempt of this page life. */
  readonly lastAttemptAtMs: number | null;
};

export type SyncStatusBoard = {
  readonly read: () => SyncStatus;
  readonly write: (change: Partial<SyncStatus>) => void;
  readonly subscribe: (listener: () => void) => () => void;
};

/** A value with listeners: the same object until something changed, as React's external stores need. */
export const createSyncStatusBoard = (): SyncStatusBoard => {
  let status: SyncStatus = {
    phase: 'idle',
    code: null,
    stuck: false,
    lastAttemptAtMs: null,
  };
  const listeners = new Set<() => void>();
  return {
    read: () => status,
    write: (change) => {
      status = { ...status, ...change };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
