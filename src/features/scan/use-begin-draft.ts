import { useRef } from 'react';
import { useLocation } from 'wouter';
import { canPrefill, prefill } from '#domain/qr/prefill.ts';
import type { Recognised } from '#domain/qr/recognise.ts';
import { saveDraft } from '../../actions/save-draft.ts';
import { readDevice } from '../../store/read-device.ts';
import type { SaveFailure } from '../../store/save-failure.ts';
import { blankInput } from '../blank-input.ts';
import { paths } from '../paths.ts';
import { useServices, useSession } from '../services.ts';

/**
 * Begins a sheet from a code and opens exactly that sheet; a second tap does nothing.
 * @returns the reason why no sheet could be begun, or null
 */
export const useBeginDraft = (): ((code: Recognised) => Promise<SaveFailure['code'] | null>) => {
  const { tablet } = useServices();
  const { officerId } = useSession();
  const [, navigate] = useLocation();
  const busy = useRef(false);

  const begin = async (code: Recognised): Promise<SaveFailure['code'] | null> => {
    if (!canPrefill(code)) {
      navigate(paths.paper);
      return null;
    }
    const device = await readDevice(tablet.db);
    const blank = blankInput(device?.laneDirection ?? 'in', tablet.clock.wallMs());
    const draftId = crypto.randomUUID();
    const input = { ...blank, ...prefill(code) };
    const saved = await saveDraft(tablet, { draftId, officerId, channel: channelOf(code), input });
    if (!saved.ok) return saved.error.code;
    navigate(paths.paper, { state: { draftId } });
    return null;
  };

  return async (code) => {
    if (busy.current) return null;
    busy.current = true;
    try {
      return await begin(code);
    } finally {
      busy.current = false;
    }
  };
};

const channelOf = (code: Recognised) => {
  if (code.kind === 'citizen-card') return 'cccd_qr';
  return code.kind === 'paper-serial' ? 'paper' : 'officer_typed';
};
