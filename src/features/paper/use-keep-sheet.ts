import { useState } from 'react';
import { ok } from '#domain/core/result.ts';
import { keepAmendment } from '../../actions/keep-amendment.ts';
import { keepRecord } from '../../actions/keep-record.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readRecord } from '../../store/list-records.ts';
import { useServices } from '../services.ts';
import type { OpenDraft } from './open-draft.ts';
import type { KeptRecord } from './paper-desk.tsx';
import type { Sheet } from './use-sheet.ts';

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
  const [keeping, setKeeping] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const store = async (reason: string) => {
    if (amends !== undefined) {
      const said = await keepAmendment(tablet, draftId, await sheet.flush(), reason);
      return said.ok ? ok(amends) : said;
    }
    // Beside the record: once that is kept, a draft that comes late is not [DRAFT-2].
    const written = sheet.flush();
    const kept = await keepRecord(tablet, {
      draftId,
      input: sheet.latest(),
      channel,
      ...(ruleSet !== undefined && { ruleSet }),
    });
    await written;
    return kept.ok ? ok(kept.value.recordId) : kept;
  };
  /** @param reason why it is corrected; of no matter to a new record */
  const keep = async (reason = '') => {
    if (keeping) return;
    setKeeping(true);
    setTrouble(null);
    const outcome = await store(reason);
    setKeeping(false);
    if (!outcome.ok) {
      setTrouble(say(outcome.error.code));
      return;
    }
    sheet.close();
    sync.wake('saved');
    // What is stored, not what was typed: another window may have kept this very draft before.
    const stored = await readRecord(tablet.db, outcome.value);
    const declaration = stored?.declaration ?? null;
    onKept({ recordId: outcome.value, name: declaration?.fullName ?? '', declaration });
  };
  return { keeping, trouble, keep };
};
