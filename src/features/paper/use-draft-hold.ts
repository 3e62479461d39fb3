import { useEffect, useState, type RefObject } from 'react';
import { holdAlone } from '../../platform/sole-holder.ts';
import { readDraft } from '../../store/drafts.ts';
import { useServices } from '../services.ts';
import { takeBack } from './came-back.ts';
import { draftToOpen, type OpenDraft } from './open-draft.ts';

type Held = {
  /** The draft as it stood when this window got hold of it; null while it has not. */
  readonly sheet: OpenDraft | null;
  /** Another window has it open. */
  readonly elsewhere: boolean;
  readonly takeOver: () => void;
};

type Around = {
  /** Finishes what is in the air before another window reads the draft. */
  readonly giveWay: RefObject<(() => Promise<void>) | null>;
  /** The draft is let go when this has ended: it may just have been handed in. */
  readonly settled: () => Promise<void>;
  /** The draft was kept or thrown away elsewhere. */
  readonly onGone: () => void;
};

/** A draft is open in one window at a time, or two would overwrite each other [DRAFT-5]. */
export const useDraftHold = (draft: OpenDraft, { giveWay, settled, onGone }: Around): Held => {
  const { tablet } = useServices();
  // What came back to the desk is newer here than on the disk.
  const isNewest = draft.updatedAt === null || draft.trouble !== undefined;
  const [attempt, setAttempt] = useState(0);
  const [sheet, setSheet] = useState<OpenDraft | null>(isNewest ? draft : null);
  const [elsewhere, setElsewhere] = useState(false);

  useEffect(() => {
    let current = true;
    const read = async () => {
      const row = await readDraft(tablet.db, draft.draftId);
      if (!current) return;
      setElsewhere(false);
      const cameBack = takeBack(draft.draftId);
      if (cameBack) setSheet(cameBack);
      else if (row) setSheet(draftToOpen(row));
      else onGone();
    };
    const lose = () => {
      setSheet(null);
      setElsewhere(true);
    };
    // Nobody else can have a sheet that was begun here and never written, or has just come back:
    // a busy browser is only slow to grant it.
    const isOwn = isNewest && attempt === 0;
    const release = holdAlone(`chot-draft:${draft.draftId}`, attempt > 0, {
      onHeld: () => void (isOwn ? undefined : read()),
      onWaiting: () => (isOwn ? undefined : lose()),
      onAsked: async () => giveWay.current?.(),
      onLost: lose,
    });
    return () => {
      current = false;
      void settled().then(release);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the window holds an id, whatever is drawn
  }, [draft.draftId, attempt]);

  return { sheet, elsewhere, takeOver: () => setAttempt(attempt + 1) };
};
