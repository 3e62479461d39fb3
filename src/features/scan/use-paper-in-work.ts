import { numberIn } from '#domain/declaration/number-in.ts';
import type { HeldCode } from '#domain/lane/people-in-hand.ts';
import { prefillHeld } from '#domain/lane/prefill-held.ts';
import { readPaperInWork } from '../../store/drafts.ts';
import { useServices, useSession } from '../services.ts';
import { sheetName } from '../sheet-name.ts';
import { useLiveQuery } from '../use-live-query.ts';

type PaperInWork = { readonly draftId: string; readonly name: string };

/** Who left a sheet longer than that is at other work, and one press would put a stranger into it. */
const inWorkMs = 30 * 60_000;

/** The begun sheet of paper that a code can be put into, by serial or name; null: none, or the code is of another sheet or person. */
export const usePaperInWork = (code: HeldCode | null): PaperInWork | null => {
  const { tablet } = useServices();
  const { officerId } = useSession();
  const draft = useLiveQuery(tablet.db, (live) => readPaperInWork(live, officerId), [officerId]);
  if (!draft || code === null) return null;
  const filled = prefillHeld(code);
  const numbers = [numberIn(draft.input, 'docNumber'), numberIn(filled, 'docNumber')];
  const isAnothers = !numbers.includes('') && numbers[0] !== numbers[1];
  if (isAnothers || tablet.clock.wallMs() - draft.updatedAt > inWorkMs) return null;
  const { paperSerial } = draft.input;
  const serial = typeof paperSerial === 'string' ? paperSerial.trim() : '';
  if (serial !== '' && filled.paperSerial !== undefined) return null;
  const name = serial || sheetName(draft.input);
  return name === '' ? null : { draftId: draft.draftId, name };
};
