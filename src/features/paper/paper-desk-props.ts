import type { Ref, RefObject } from 'react';
import type { DraftRow } from '../../store/rows.ts';
import type { OpenDraft } from './open-draft.ts';
import type { BesideSheet } from './use-beside-sheet.ts';
import type { LastSheet } from './use-hand-in.ts';
import type { KeepingWays } from './use-keep-sheet.ts';

export type PaperDeskProps = {
  draft: OpenDraft;
  /** Finishes what is in the air and writes no more, before another window opens the draft. */
  giveWay: Ref<() => Promise<void>>;
  /** Ends when what was written last of the sheet is on the disk or given back. */
  writing: RefObject<Promise<void>>;
  lastSheet: LastSheet | null;
  beside: BesideSheet;
  /** Sheets begun and put aside, last touched first. */
  waiting: readonly DraftRow[];
  onOpen: (draft: DraftRow) => void;
  onBlank: () => void;
  /** A new sheet for the next person in the vehicle of the sheet before; it is there before the next key. */
  onSameVehicle: (before: LastSheet) => void;
  onDiscarded: () => void;
  /** Nothing stands on this sheet: one that came back takes its place. */
  onCameBack: (sheet: OpenDraft) => void;
} & KeepingWays;
