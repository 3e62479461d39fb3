import type { PaperLine } from '#domain/paper/paper-line.ts';
import type { ClosedShift } from '#domain/shift/shift-closing.ts';
import type { ShiftLine } from '#domain/shift/shift-line.ts';

export type PulledChange =
  | {
      readonly kind: 'reference';
      readonly of:
        | 'bulletin'
        | 'bulletin-withdrawal'
        | 'code-news'
        | 'identity'
        | 'officer'
        | 'registry'
        | 'rule-set'
        | 'sealing-key'
        | 'trust-key'
        | 'unit'
        | 'watchlist';
      readonly id: string;
      readonly body: unknown;
    }
  | { readonly kind: 'officer-removed'; readonly officerId: string }
  | { readonly kind: 'closing'; readonly body: ClosedShift }
  /** Something that was said of a record which this tablet holds. */
  | { readonly kind: 'merged'; readonly entry: SaidEntry }
  /** Something became of a sheet of paper of the unit. */
  | { readonly kind: 'paper'; readonly line: PaperLine }
  /** Something was said of a shift of the unit. */
  | { readonly kind: 'shift'; readonly line: ShiftLine }
  | { readonly kind: 'unread'; readonly seq: number; readonly of: string; readonly body: unknown };

export type SaidEntry = {
  readonly entryId: string;
  /** Ids of the subjects it speaks of. */
  readonly about: readonly string[];
  readonly frame: Uint8Array;
};

export type PulledPage = {
  readonly scope: string;
  /** The cursor this page was asked for with. */
  readonly asked: number;
  readonly cursor: number;
  readonly epoch: string;
  /** When it was asked for, Unix milliseconds by the tablet's clock. */
  readonly askedAtMs: number;
  readonly reset: boolean;
  /** The feed is read to its end. */
  readonly last: boolean;
  readonly changes: readonly PulledChange[];
};

/** How far a feed was read, and in which life of the server's database. */
export type FeedCursor = { readonly cursor: number; readonly epoch: string | null };
