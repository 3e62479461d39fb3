import { useRef } from 'react';
import { useLocation } from 'wouter';
import { codeToHash } from '#domain/qr/code-hash.ts';
import { canPrefill, prefill } from '#domain/qr/prefill.ts';
import { recognise, type Recognised } from '#domain/qr/recognise.ts';
import { saveDraft } from '../../actions/save-draft.ts';
import { findDraftLike } from '../../store/drafts.ts';
import { readDevice } from '../../store/read-device.ts';
import type { SaveFailure } from '../../store/save-failure.ts';
import { blankInput } from '../blank-input.ts';
import { paths, type PaperWish } from '../paths.ts';
import { useServices, useSession } from '../services.ts';

/**
 * Opens the sheet a code belongs to: the draft that bears its number, a new one filled in from it, or
 * a blank one where it fills in nothing; a second tap does nothing [DRAFT-7].
 * @returns the reason why no sheet could be begun, or null
 */
export const useBeginDraft = (): ((text: string) => Promise<SaveFailure['code'] | null>) => {
  const { tablet } = useServices();
  const { officerId } = useSession();
  const [, navigate] = useLocation();
  const busy = useRef(false);

  const open = (wish: PaperWish): null => {
    navigate(paths.paper, { state: wish });
    return null;
  };
  const begin = async (text: string): Promise<SaveFailure['code'] | null> => {
    const code = recognise(text);
    if (!canPrefill(code)) return open({ blank: true });
    const filled = prefill(code);
    const earlier = await findDraftLike(tablet.db, officerId, filled);
    if (earlier) return open({ draftId: earlier.draftId });
    const device = await readDevice(tablet.db);
    const blank = blankInput(device?.laneDirection ?? 'in', tablet.clock.wallMs());
    const draftId = crypto.randomUUID();
    const input = { ...blank, ...filled };
    const saved = await saveDraft(tablet, {
      draftId,
      officerId,
      channel: channelOf(code),
      codeHash: codeToHash(text),
      input,
    });
    return saved.ok ? open({ draftId }) : saved.error.code;
  };

  return async (text) => {
    if (busy.current) return null;
    busy.current = true;
    try {
      return await begin(text);
    } finally {
      busy.current = false;
    }
  };
};

const channelOf = (code: Recognised) => {
  if (code.kind === 'citizen-card') return 'cccd_qr';
  return code.kind === 'paper-serial' ? 'paper' : 'officer_typed';
};
