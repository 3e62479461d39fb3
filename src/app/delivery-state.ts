import type { Delivery } from '../store/read-delivery.ts';
import type { SyncStatus } from '../sync/sync-status.ts';
import type { DeliveryState } from '../ui/delivery-mark.tsx';

type Phase = SyncStatus['phase'];

/**
 * The mark of the whole tablet. Full and green only while the last contact succeeded and nothing says
 * that the next one will not [SCREEN-7].
 */
export const deliveryMark = (
  delivery: Pick<Delivery, 'trouble' | 'unsentEntries' | 'lastContactAtMs' | 'lastFailure'>,
  phase: Phase,
  online: boolean,
): DeliveryState => {
  if (delivery.trouble !== null || phase === 'refused') return 'trouble';
  if (delivery.unsentEntries > 0) return phase === 'sending' ? 'sending' : 'here';
  const reached =
    online &&
    phase !== 'unreachable' &&
    phase !== 'failed' &&
    delivery.lastFailure === null &&
    delivery.lastContactAtMs !== null;
  return reached ? 'delivered' : 'out-of-sight';
};
