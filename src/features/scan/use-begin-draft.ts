import { useRef } from 'react';
import { useLocation } from 'wouter';
import { codeToHash } from '#domain/qr/code-hash.ts';
import type { HeldCode } from '#domain/lane/people-in-hand.ts';
import { prefillHeld } from '#domain/lane/prefill-held.ts';
import type { Recognised } from '#domain/qr/recognise.ts';
import { saveDraft } from '../../actions/save-draft.ts';
import { findDraftLike } from '../../store/drafts.ts';
import { readDevice } from '../../store/read-device.ts';
import type { SaveFailure } from '../../store/save-failure.ts';
import { blankInput } from '../blank-input.ts';
import { handCode } from '../code-for-sheet.ts';
import { paths, type PaperWish } from '../paths.ts';
import { useServices, useSession } from '../services.ts';

/**
 * Opens the sheet a code belongs to: the draft that bears its number, a new one filled in from it, or
 * a blank one where it fills in nothing; a second tap does nothing [DRAFT-7]. A draft that is there is filled in as by
 * a scanner at the desk [DRAFT-13].
 * The sheet a code is put `into` is the one asked for.
 * @returns the reason why no sheet could be begun, or null
 */
export const useBeginDraft = (): ((
  held: HeldCode,
  into?: string,
) => Promise<SaveFailure['code'] | null>) => {
  const { tablet } = useServices();
  const { officerId } = useSession();
  const [, navigate] = useLocation();
  const busy = useRef(false);

  const open = (wish: PaperWish): null => {
    navigate(paths.paper, { state: wish });
    return null;
  };
  const begin = async (held: HeldCode, into?: string): Promise<SaveFailure['code'] | null> => {
    const filled = prefillHeld(held);
    if (Object.keys(filled).length === 0) return open({ blank: true });
    const there = into ?? (await findDraftLike(tablet.db, officerId, filled))?.draftId;
    if (there !== undefined) {
      handCode({ draftId: there, kind: held.code.kind, filled });
      return open({ draftId: there });
    }
    const device = await readDevice(tablet.db);
    const blank = blankInput(device?.laneDirection ?? 'in', tablet.clock.wallMs());
    const draftId = crypto.randomUUID();
    const input = { ...blank, ...filled };
    const saved = await saveDraft(tablet, {
      draftId,
      officerId,
      channel: channelOf(held.code),
      codeHash: codeToHash(held.text),
      input,
    });
    return saved.ok ? open({ draftId }) : saved.error.code;
  };

  return async (held, into) => {
    if (busy.current) return null;
    busy.current = true;
    try {
      return await begin(held, into);
    } finally {
      busy.current = false;
    }
  };
};

const channelOf = (code: Recognised) => {
  if (code.kind === 'citizen-card') return 'cccd_qr';
  return code.kind === 'paper-serial' ? 'paper' : 'officer_typed';
};
