import { canPrefill, prefill } from '#domain/qr/prefill.ts';
import type { Recognised } from '#domain/qr/recognise.ts';
import { saveDraft } from '../../actions/save-draft.ts';
import { readDevice } from '../../store/read-device.ts';
import { blankInput } from '../blank-input.ts';
import { paths } from '../paths.ts';
import { useServices, useSession } from '../services.ts';

/** Begins a sheet from a code: what the code says is typed in, the officer goes on from there. */
export const useBeginDraft = (): ((recognised: Recognised) => Promise<string>) => {
  const { tablet } = useServices();
  const { officerId } = useSession();
  return async (recognised) => {
    if (!canPrefill(recognised)) return paths.paper;
    const device = await readDevice(tablet.db);
    const blank = blankInput(device?.laneDirection ?? 'in', tablet.clock.wallMs());
    await saveDraft(tablet, {
      draftId: crypto.randomUUID(),
      officerId,
      channel: channelOf(recognised),
      input: { ...blank, ...prefill(recognised) },
    });
    return paths.paper;
  };
};

const channelOf = (recognised: Recognised) => {
  if (recognised.kind === 'citizen-card') return 'cccd_qr';
  return recognised.kind === 'paper-serial' ? 'paper' : 'officer_typed';
};
