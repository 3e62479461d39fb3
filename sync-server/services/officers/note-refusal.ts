import type { EnrolledDevice } from '../../store/device.ts';
import type { StoreTransactor } from '../../store/store.ts';

/** Somebody on this tablet could not prove to be this officer. */
export const noteRefusal = (
  tx: StoreTransactor,
  { unitId, deviceId }: EnrolledDevice,
  officerId: string,
  atMs: number,
): Promise<void> =>
  tx.appendAudit({
    atMs,
    officerId,
    role: 'unknown',
    unitId,
    deviceId,
    deed: 'sign-in-refused',
    subjects: [],
  });
