import { useRef, useState } from 'react';
import { ok, type Result } from '#domain/core/result.ts';
import { keepAmendment, type KeepAmendmentFailure } from '../../actions/keep-amendment.ts';
import { judgeSheet, keepRecord, type KeepFailure } from '../../actions/keep-record.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useServices } from '../services.ts';
import type { OpenDraft } from './open-draft.ts';
import type { HandedIn } from './use-hand-in.ts';
import type { Sheet } from './use-sheet.ts';

/** Sooner than this it is done, and a screen that says "keeping" would only be in its way. */
const saidAfterMs = 150;

type Stored = Result<{ recordId: string }, KeepFailure | KeepAmendmentFailure>;

export type KeepingWays = {
  /** The sheet leaves the desk, and is kept while the next one lies there. */
  readonly onHandIn: (sheet: HandedIn) => void;
  /** The sheet was kept while it stayed on the desk. */
  readonly onKept: (recordId: string) => void;
};

/**
 * Keeps a whole sheet, as a record or as a correction of one. One of paper leaves the desk at once; what is
 * corrected or was scanned stays until it is kept.
 * @param ruleSet the rules that proposed a verdict beside it
 */
export const useKeepSheet = (
  draft: OpenDraft,
  sheet: Sheet,
  ruleSet: string | undefined,
  { onHandIn, onKept }: KeepingWays,
) => {
  const { draftId, channel, amends, trouble: troubleBefore, ...rest } = draft;
  const say = useWords();
  const { tablet, sync } = useServices();
  const isUnderWay = useRef(false);
  /** It takes so long that the screen says so. */
  const [keeping, setKeeping] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(
    troubleBefore === undefined ? null : say(troubleBefore),
  );
  const store = async (reason: string): Promise<Stored> => {
    if (amends !== undefined) {
      const said = await keepAmendment(tablet, draftId, await sheet.flush(), reason);
      return said.ok ? ok({ recordId: amends }) : said;
    }
    const kept = await keepRecord(tablet, {
      draftId,
      input: sheet.handIn(),
      channel,
      ...(ruleSet !== undefined && { ruleSet }),
    });
    if (!kept.ok) void sheet.flush();
    return kept;
  };
  const handIn = () => {
    const input = sheet.handIn();
    const judged = judgeSheet(tablet, { channel, input });
    if (!judged.ok) {
      void sheet.flush();
      setTrouble(say('form/incomplete'));
      return;
    }
    sheet.close();
    const handed = { ...rest, draftId, channel, input, updatedAt: sheet.savedAtMs };
    onHandIn({ draft: handed, declaration: judged.value.declaration, ruleSet });
  };
  /** @param reason why it is corrected; of no matter to a new record */
  const keep = async (reason = '') => {
    if (isUnderWay.current) return;
    if (channel === 'paper' && amends === undefined) {
      handIn();
      return;
    }
    isUnderWay.current = true;
    const saying = setTimeout(() => setKeeping(true), saidAfterMs);
    const outcome = await store(reason);
    clearTimeout(saying);
    if (!outcome.ok) {
      isUnderWay.current = false;
      setKeeping(false);
      setTrouble(say(outcome.error.code));
      return;
    }
    sheet.close();
    onKept(outcome.value.recordId);
    sync.wake('saved');
  };
  return { keeping, trouble, keep };
};
