import { useRef } from 'react';
import type { Declaration } from '#domain/declaration/declaration.ts';
import { keepRecord } from '../../actions/keep-record.ts';
import { saveDraft } from '../../actions/save-draft.ts';
import type { KeptRecord } from '../../actions/save-record.ts';
import { afterPaint } from '../../platform/after-paint.ts';
import { useServices, useSession } from '../services.ts';
import { giveBack } from './came-back.ts';
import type { OpenDraft } from './open-draft.ts';

/** A whole sheet as it leaves the desk. */
export type HandedIn = {
  readonly draft: OpenDraft;
  readonly declaration: Declaration;
  /** The rules that proposed a verdict beside it. */
  readonly ruleSet: string | undefined;
};

/** The sheet that lay on the desk before. */
export type LastSheet = {
  readonly draftId: string;
  readonly declaration: Declaration;
  /** Null: it is being kept. */
  readonly recordId: string | null;
};

type Outcomes = {
  readonly onKept: (draftId: string, record: KeptRecord) => void;
  readonly onBack: (draftId: string) => void;
};

/**
 * Keeps whole sheets one after the other while the next are typed: each once the next one is painted. What could not
 * be kept is given back as it was handed in. A lock waits for all of them [DRAFT-10].
 * @returns `settled` ends when every sheet that was handed in so far is kept or back
 */
export const useHandIn = ({
  onKept,
  onBack,
}: Outcomes): { handIn: (sheet: HandedIn) => void; settled: () => Promise<void> } => {
  const { tablet, sync } = useServices();
  const { officerId } = useSession();
  const underWay = useRef<Promise<void>>(Promise.resolve());

  const keep = async ({ draft, ruleSet }: HandedIn): Promise<void> => {
    const { draftId, input, channel } = draft;
    const sheet = { draftId, input, channel };
    const kept = await keepRecord(tablet, { ...sheet, ...(ruleSet !== undefined && { ruleSet }) });
    if (kept.ok) {
      onKept(draftId, kept.value);
      sync.wake('saved');
      return;
    }
    await saveDraft(tablet, { ...sheet, officerId });
    giveBack({ ...draft, trouble: kept.error.code });
    onBack(draftId);
  };
  const handIn = (sheet: HandedIn): void => {
    const painted = new Promise<void>((resolve) => void afterPaint(resolve));
    const done = Promise.all([underWay.current, painted]).then(() => keep(sheet));
    const stopBeforeLock = tablet.db.vault.beforeLock(() => done);
    underWay.current = done.then(stopBeforeLock);
  };
  return { handIn, settled: () => underWay.current };
};
