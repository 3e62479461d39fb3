import { useEffect, useState, type RefObject } from 'react';
import { holdAlone } from '../../platform/sole-holder.ts';
import { readDraft } from '../../store/drafts.ts';
import { useServices } from '../services.ts';
import { draftToOpen, type OpenDraft } from './open-draft.ts';

type Held = {
  /** The draft as it stood on the disk when this window got hold of it; null while it has not. */
  readonly sheet: OpenDraft | null;
  /** Another window has it open. */
  readonly elsewhere: boolean;
  readonly takeOver: () => void;
};

/**
 * A draft is open in one window at a time, or two would overwrite each other [DRAFT-5].
 * @param giveWay finishes what is in the air before another window reads the draft
 * @param onGone the draft was kept or thrown away elsewhere
 */
export const useDraftHold = (
  draft: OpenDraft,
  giveWay: RefObject<(() => Promise<void>) | null>,
  onGone: () => void,
): Held => {
  const { tablet } = useServices();
  const isNew = draft.updatedAt === null;
  const [attempt, setAttempt] = useState(0);
  const [sheet, setSheet] = useState<OpenDraft | null>(isNew ? draft : null);
  const [elsewhere, setElsewhere] = useState(false);

  useEffect(() => {
    let current = true;
    const read = async () => {
      const row = await readDraft(tablet.db, draft.draftId);
      if (!current) return;
      setElsewhere(false);
      if (row) setSheet(draftToOpen(row));
      else onGone();
    };
    const lose = () => {
      setSheet(null);
      setElsewhere(true);
    };
    // Nobody else can have a sheet that was begun here and never written: a busy browser is only slow to grant it.
    const isOwn = isNew && attempt === 0;
    const release = holdAlone(`chot-draft:${draft.draftId}`, attempt > 0, {
      onHeld: () => void (isOwn ? undefined : read()),
      onWaiting: () => (isOwn ? undefined : lose()),
      onAsked: async () => giveWay.current?.(),
      onLost: lose,
    });
    return () => {
      current = false;
      release();
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the window holds an id, whatever is drawn
  }, [draft.draftId, attempt]);

  return { sheet, elsewhere, takeOver: () => setAttempt(attempt + 1) };
};
