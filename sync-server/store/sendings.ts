type PeopleCounts = {
  readonly accepted: number;
  readonly refused: number;
  readonly delivered: number;
  readonly failed: number;
};

/** `running`: something waits or is asked about; `stopped`: the bulletin was withdrawn. */
export type SendingState = 'running' | 'stopped' | 'done';

/** A bulletin that is sent to everybody on the list. */
export type Sending = {
  readonly bulletinId: string;
  readonly state: SendingState;
  readonly title: string;
  readonly text: string;
  /** People on the list when it was planned. */
  readonly recipients: number;
  readonly begunAtMs: number;
  readonly endedAtMs: number | null;
};

type SendingCounts = PeopleCounts & {
  readonly batches: number;
  /** Batches that are not sent yet, that nobody can say of whether they were, and that were given up. */
  readonly waiting: number;
  readonly unknown: number;
  readonly dead: number;
};

type BatchKey = { readonly bulletinId: string; readonly batch: number };
export type ClaimedBatch = BatchKey &
  Pick<Sending, 'title' | 'text'> & { readonly attempts: number } & {
    /** Whose numbers on the list stand from here through there. */
    readonly from: number;
    readonly through: number;
    /** Whether the service has said that it took it. */
    readonly isTaken: boolean;
  };

/** What became of a batch that was claimed. */
export type BatchOutcome =
  /** Taken; asked about again at `dueAtMs`, or never when null. */
  | ({ readonly kind: 'taken'; readonly dueAtMs: number | null } & PeopleCounts)
  /** Not sent: again at `dueAtMs`. */
  | { readonly kind: 'waiting'; readonly dueAtMs: number; readonly reason: string | null }
  /** Nobody can say: asked about at `dueAtMs`. */
  | { readonly kind: 'unknown'; readonly dueAtMs: number }
  | { readonly kind: 'dead'; readonly reason: string };

type Wish = {
  readonly claim: string;
  readonly nowMs: number;
  /** Then it is anybody's to ask about. */
  readonly untilMs: number;
  readonly limit: number;
};

export type SendingReader = {
  findSending: (bulletinId: string) => Promise<Sending | null>;
  /** The newest first, at most 50. */
  listSendings: () => Promise<Sending[]>;
  countSending: (bulletinId: string) => Promise<SendingCounts>;
  hasRunningSendings: () => Promise<boolean>;
  /** The last number that was given; 0: the list is empty. */
  lastSubscriber: () => Promise<number>;
  countSubscribers: () => Promise<number>;
  listSubscribers: (from: number, through: number) => Promise<string[]>;
};

export type SendingTransactor = {
  /** Those that are on the list already stay where they are. @returns how many are new */
  addSubscribers: (addresses: readonly string[]) => Promise<number>;
  /** Their numbers are given to nobody else. @returns how many were there */
  removeSubscribers: (addresses: readonly string[]) => Promise<number>;
  /** Cuts the list into batches. False: this bulletin was planned before. */
  planSending: (
    sending: Pick<Sending, 'bulletinId' | 'title' | 'text' | 'begunAtMs'> & {
      readonly epoch: string;
      readonly perBatch: number;
    },
  ) => Promise<boolean>;
  /** Nothing of it is sent any more; what is under way is still asked about. */
  stopSending: (bulletinId: string) => Promise<void>;
  /** In another life of the database nothing is known of what waits: it is asked about before it is sent. */
  distrustBatches: (epoch: string, nowMs: number) => Promise<void>;
  /** Takes what is due to be sent, no more than the rate allows for the servers together. */
  claimBatches: (wish: Wish & { readonly perSecond: number }) => Promise<ClaimedBatch[]>;
  /** Takes what is due to be asked about. */
  claimQuestions: (wish: Wish) => Promise<ClaimedBatch[]>;
  /** False: another has it since. */
  settleBatch: (
    claim: string,
    batch: Pick<ClaimedBatch, 'bulletinId' | 'batch'>,
    outcome: BatchOutcome,
  ) => Promise<boolean>;
  /** Ends what has nothing left to do. */
  endSendings: (nowMs: number) => Promise<void>;
};
