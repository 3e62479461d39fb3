export type WatchMark = {
  /** Lower-case hex. */
  readonly mark: string;
  /** Null: withdrawn. */
  readonly kind: 'case' | 'contact' | null;
  readonly seq: number;
};

export type WatchReader = {
  /** The key of the marks, lower-case hex; null: none was made yet. */
  readonly watchKey: () => Promise<string | null>;
  /** How far the list goes. */
  readonly watchHead: () => Promise<number>;
  /** The last change that was dropped; who is not that far begins anew. */
  readonly watchFloor: () => Promise<number>;
  /** What changed behind `after`, in its order. */
  readonly listWatchMarks: (after: number, limit: number) => Promise<WatchMark[]>;
  readonly countWatchMarks: () => Promise<number>;
};

export type WatchTransactor = {
  /** Does nothing when there is one. */
  readonly keepWatchKey: (key: string) => Promise<void>;
  /** @returns the new head */
  readonly putWatchMarks: (
    marks: readonly string[],
    kind: WatchMark['kind'],
    nowMs: number,
  ) => Promise<number>;
  /** Forgets marks that were withdrawn before. */
  readonly dropWithdrawnMarks: (beforeMs: number) => Promise<void>;
};
