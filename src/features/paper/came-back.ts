import { useSyncExternalStore } from 'react';
import { saveDraft } from '../../actions/save-draft.ts';
import type { Tablet } from '../../actions/tablet.ts';
import type { OpenDraft } from './open-draft.ts';

/**
 * Sheets that left the desk and could be neither kept nor written, until the desk has them again. They outlive the
 * desk, because the officer may be elsewhere by then, and only in memory, because a full disk takes no draft either.
 */
let sheets: readonly OpenDraft[] = [];
const listeners = new Set<() => void>();

const change = (next: readonly OpenDraft[]): void => {
  sheets = next;
  for (const listener of listeners) listener();
};

export const giveBack = (sheet: OpenDraft): void => change([...sheets, sheet]);

/** The desk has it: as it stood when it left, which is newer than what is on the disk; null: it did not come back. */
export const takeBack = (draftId: string): OpenDraft | null => {
  const found = sheets.find((sheet) => sheet.draftId === draftId) ?? null;
  if (found) change(sheets.filter((sheet) => sheet !== found));
  return found;
};

/** They are of the officer who is gone. */
export const forgetWhatCameBack = (): void => change([]);

/** What still waits when the tablet is locked: by then there may be room. */
export const writeWhatCameBack = async (tablet: Tablet, officerId: string): Promise<void> => {
  for (const { draftId, channel, input, reason } of sheets) {
    const said = reason === undefined ? {} : { reason };
    await saveDraft(tablet, { draftId, officerId, channel, input, ...said });
  }
};

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The first that waits for the desk. */
export const useCameBack = (): OpenDraft | null =>
  useSyncExternalStore(listen, () => sheets[0] ?? null);
