import type { IdentityAnswer } from '#domain/identity/registry-check.ts';
import type { NewFeedLine } from './store.ts';

/** Entries after which it is looked at what a declaration says of who it is about. */
export const tellingKinds: readonly string[] = [
  'declaration.recorded',
  'declaration.amended',
  'conflict.settled',
  'settling.taken-back',
];

export const isToBeChecked = (kind: string | null): boolean =>
  kind !== null && tellingKinds.includes(kind);

/** A declaration that is to be checked. What it says of a person stays in the ledger, sealed. */
export type CheckKey = { readonly unitId: string; readonly declarationId: string };

export type ClaimedCheck = CheckKey & {
  readonly attempts: number;
  readonly queuedAtMs: number;
  /** What was last answered about this declaration; null: nothing. */
  readonly questionHash: string | null;
};

/** What becomes of a claimed check. */
export type CheckOutcome = ClaimedCheck &
  (
    | { readonly kind: 'done'; readonly questionHash: string | null }
    | { readonly kind: 'again'; readonly dueAtMs: number; readonly countsAsAttempt: boolean }
  );

export type KeptAnswer = {
  readonly questionHash: string;
  readonly answer: IdentityAnswer;
  readonly answeredAtMs: number;
};

type ScopeStanding = { readonly scope: string; readonly seq: number; readonly head: number };

export type CheckReader = {
  /** Null: no such question was answered since. */
  findAnswer: (questionHash: string, sinceMs: number) => Promise<IdentityAnswer | null>;
  /** Whether tablets were last told that identities are checked here. */
  isToldOfRegistry: () => Promise<boolean>;
  countWaitingChecks: () => Promise<number>;
  /** Units' feeds that were not read to their end for checks; null: none was ever read. */
  listUnreadForChecks: () => Promise<ScopeStanding[] | null>;
};

export type CheckTransactor = {
  /** Takes all feeds as read up to now. */
  beginChecks: () => Promise<void>;
  /**
   * Queues the declarations that these lines told of and that arrived since, and notes the feed as read.
   * @returns how many; 0 as well when another server was first
   */
  queueFromFeed: (read: {
    readonly scope: string;
    readonly unitId: string;
    readonly from: number;
    readonly through: number;
    readonly accepted: readonly {
      readonly logId: string;
      readonly from: number;
      readonly through: number;
    }[];
    readonly receivedSinceMs: number;
    readonly nowMs: number;
  }) => Promise<number>;
  queueChecks: (unitId: string, declarationIds: readonly string[], nowMs: number) => Promise<void>;
  /** Takes what is due, the newest first: the person may still be there. It is due again at `untilMs`. */
  claimChecks: (wish: {
    readonly claim: string;
    readonly nowMs: number;
    readonly untilMs: number;
    readonly limit: number;
  }) => Promise<ClaimedCheck[]>;
  /** False: it was claimed or queued anew since, so what was found does not hold. */
  settleCheck: (claim: string, outcome: CheckOutcome) => Promise<boolean>;
  /** Ends what has waited since then or longer. @returns which */
  giveUpChecks: (queuedThroughMs: number, limit: number) => Promise<CheckKey[]>;
  keepAnswer: (answer: KeptAnswer) => Promise<void>;
  /** Drops answers and ended checks from before. */
  forgetChecks: (throughMs: number) => Promise<void>;
};

/** What tablets of the unit are told; it names nobody, and holds nothing of what the registry has. */
export const answerToLine = (
  declarationId: string,
  answer: IdentityAnswer,
  atMs: number,
): NewFeedLine => ({
  kind: 'identity.checked',
  audience: null,
  body: { declarationId, answer, atMs },
});
