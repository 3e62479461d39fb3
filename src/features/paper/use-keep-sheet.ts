import { useRef, useState } from 'react';
import { ok, type Result } from '#domain/core/result.ts';
import { keepAmendment, type KeepAmendmentFailure } from '../../actions/keep-amendment.ts';
import { keepRecord, type KeepFailure } from '../../actions/keep-record.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useServices } from '../services.ts';
import type { OpenDraft } from './open-draft.ts';
import type { KeptRecord } from './paper-desk.tsx';
import type { Sheet } from './use-sheet.ts';

/** Sooner than this the next sheet lies there, and a screen that says "keeping" would only be in its way. */
const saidAfterMs = 150;

type Stored = Result<KeptRecord, KeepFailure | KeepAmendmentFailure>;

/**
 * Keeps a whole sheet: as a record, or as a correction of one.
 * @param ruleSet the rules that proposed a verdict beside it
 */
export const useKeepSheet = (
  { draftId, channel, amends }: OpenDraft,
  sheet: Sheet,
  ruleSet: string | undefined,
  onKept: (record: KeptRecord) => void,
) => {
  const say = useWords();
  const { tablet, sync } = useServices();
  const isUnderWay = useRef(false);
  /** It takes so long that the screen says so. */
  const [keeping, setKeeping] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const store = async (reason: string): Promise<Stored> => {
    if (amends !== undefined) {
      const said = await keepAmendment(tablet, draftId, await sheet.flush(), reason);
      return said.ok ? ok({ recordId: amends, name: '', declaration: null }) : said;
    }
    const kept = await keepRecord(tablet, {
      draftId,
      input: sheet.handIn(),
      channel,
      ...(ruleSet !== undefined && { ruleSet }),
    });
    if (!kept.ok) {
      void sheet.flush();
      return kept;
    }
    const { recordId, declaration } = kept.value;
    return ok({ recordId, name: declaration.fullName, declaration });
  };
  /** @param reason why it is corrected; of no matter to a new record */
  const keep = async (reason = '') => {
    if (isUnderWay.current) return;
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
    onKept(outcome.value);
    sync.wake('saved');
  };
  return { keeping, trouble, keep };
};
