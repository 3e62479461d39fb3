import type { Counted } from '../board/counted.ts';
import type { PaperLine } from '../paper/paper-line.ts';

/** What an applied entry changes in the read model. */
export type EntryEffect =
  | {
      readonly kind: 'record';
      readonly recordId: string;
      readonly shiftId: string;
      /** The signed declaration that was shown, and when, by the server's clock where the tablet knew it. */
      readonly signed?: { readonly declarationId: string; readonly atMs: number };
      /** What the board counts of it, beside the channel of its declaration. */
      readonly counted?: Omit<Counted, 'channel'> & { readonly declarationId: string };
    }
  | {
      readonly kind: 'declared';
      readonly channel: NonNullable<Counted['channel']>;
      readonly paper: readonly PaperLine[];
    }
  /** Something was said of earlier subjects; they are folded when they are read. */
  | {
      readonly kind: 'merge';
      readonly about: readonly string[];
      /** What it says of sheets of paper, besides. */
      readonly paper: readonly PaperLine[];
    }
  /** Something became of sheets of paper. */
  | { readonly kind: 'paper'; readonly paper: readonly PaperLine[] }
  | {
      readonly kind: 'closing';
      readonly shiftId: string;
      readonly officer: string;
      /** Unix milliseconds by the tablet's clock. */
      readonly wallMs: number;
      readonly records: number;
      /** What the unit's feed tells of it. */
      readonly body: unknown;
    };

/** What an entry says, read before the ledger is asked; what could not be read is null. */
export type EntryReading = {
  readonly kind: string | null;
  readonly subjectId: string | null;
  readonly shiftId: string | null;
  /** Whether the frame itself bears the id that it was sent under. */
  readonly bearsItsId: boolean;
  /** Why it cannot be applied, whatever the ledger holds; null: it can. */
  readonly fault: string | null;
  readonly effect: EntryEffect | null;
};

/** What tells one frozen entry from every other. */
export type EntryMark = { readonly entryId: string; readonly hash: string };

/** An entry as it arrived. */
export type ArrivedEntry = EntryReading & EntryMark & { readonly frame: Uint8Array };

/** An entry that came ahead of its log. */
export type ArrivedAlert = ArrivedEntry & { readonly position: number };
