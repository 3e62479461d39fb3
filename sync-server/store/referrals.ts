import type { ReferralState } from '#domain/referral/referral-state.ts';
import type { ArrivedEntry } from './sql-unnoted.ts';

/** Whose crossing it is about. */
type ReferralKey = { readonly unitId: string; readonly recordId: string };

/** Where a referral stands. What it says of the person stays in the ledger, sealed. */
export type KeptReferral = ReferralKey & {
  readonly declarationId: string;
  readonly state: ReferralState;
  /** When it first reached the server, Unix milliseconds. */
  readonly raisedAtMs: number;
  /** Since when it is in this state. */
  readonly sinceMs: number;
  /** Place of its last line among the lines of all referrals. */
  readonly seq: number;
};

/** Who said what of a referral. */
export type ReferralLine = {
  readonly seq: number;
  readonly state: ReferralState;
  readonly atMs: number;
  readonly officerId: string;
  /** JSON of what belongs to the step; null: nothing, or forgotten. */
  readonly detail: string | null;
};

export type ReferralReader = {
  /** Place of the last line of all; 0: there is none. */
  referralHead: () => Promise<number>;
  /** Those whose last line stands behind this place; with 0, only those that are not closed. By that place. */
  listReferrals: (afterSeq: number) => Promise<KeptReferral[]>;
  findReferral: (key: ReferralKey) => Promise<KeptReferral | null>;
  /** By place. */
  listReferralLines: (key: ReferralKey) => Promise<ReferralLine[]>;
  /** Entries, or alerts ahead of their log, that raise a referral and were not noted; with bytes, the oldest first. */
  listUnnotedReferrals: (receivedSinceMs: number, limit: number) => Promise<ArrivedEntry[]>;
  /** Frames that came ahead of their logs and that these have not brought yet. */
  listFramesAhead: (unitId: string) => Promise<Uint8Array[]>;
};

export type ReferralTransactor = {
  /**
   * Notes that an entry raises a referral; the second entry about one person is one more line, and opens it
   * again if it was closed. False: it was noted before.
   */
  raiseReferral: (
    raised: ReferralKey & {
      readonly declarationId: string;
      readonly entryId: string;
      readonly officerId: string;
      readonly atMs: number;
      /** Whether it is to be sent on. */
      readonly isDelivered: boolean;
    },
  ) => Promise<boolean>;
  /** Adds what the health desk says, to a referral that was read in this transaction. */
  appendReferralLine: (
    key: ReferralKey,
    line: Omit<ReferralLine, 'seq'>,
  ) => Promise<{ readonly seq: number }>;
  /** Drops what belongs to steps from before. */
  forgetReferralDetails: (throughMs: number) => Promise<void>;
};
