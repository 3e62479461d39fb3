/** What is sent on: referrals to the health department; reports to agencies, and answers to who wrote a message. */
export type DeliveryQueue = 'referrals' | 'reports';

type DeliveryKey = {
  /** The unit whose entry it is of; or to whom it goes, where there are several. */
  readonly scope: string;
  readonly deliveryId: string;
};
/** Something that is to be sent on. */
type NewDelivery = DeliveryKey & {
  /** The record or the report that it is about. */
  readonly subjectId: string;
  readonly queuedAtMs: number;
};
export type ClaimedDelivery = NewDelivery & { readonly attempts: number };

export type DeliveryOutcome =
  | { readonly kind: 'done'; readonly atMs: number }
  | { readonly kind: 'dead'; readonly atMs: number; readonly reason: string }
  | {
      readonly kind: 'again';
      readonly dueAtMs: number;
      readonly countsAsAttempt: boolean;
      readonly reason: string;
    };
type DeliveryCounts = { readonly waiting: number; readonly dead: number };

export type OutboxReader = {
  countDeliveries: (queue: DeliveryQueue) => Promise<DeliveryCounts>;
};

export type OutboxTransactor = {
  /** One that is there stays as it is. */
  queueDelivery: (queue: DeliveryQueue, delivery: NewDelivery) => Promise<void>;
  /** Takes what is due, the oldest first; it is due again at `untilMs`. */
  claimDeliveries: (
    queue: DeliveryQueue,
    wish: {
      readonly claim: string;
      readonly nowMs: number;
      readonly untilMs: number;
      readonly limit: number;
    },
  ) => Promise<ClaimedDelivery[]>;
  /** False: another has it since. */
  settleDelivery: (
    queue: DeliveryQueue,
    claim: string,
    delivery: ClaimedDelivery,
    outcome: DeliveryOutcome,
  ) => Promise<boolean>;
  /** Gives those that were given up another round of attempts. @returns how many */
  reviveDeliveries: (queue: DeliveryQueue, nowMs: number) => Promise<number>;
};
