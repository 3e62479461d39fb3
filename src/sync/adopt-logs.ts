import { mintRandomId } from '../platform/ids.ts';
import { forkLog } from '../store/fork-log.ts';
import { listLogs } from '../store/outbox.ts';
import type { DeviceRow } from '../store/rows.ts';
import type { SyncPorts } from './ports.ts';

/**
 * The server gives a log to one device. After the tablet was enrolled anew, what it still holds goes on
 * under the new name: on the same unit all of it, because the old server may be gone with its ledger;
 * on another unit only what was never acknowledged.
 */
export const adoptLogs = async (
  { db, random }: Pick<SyncPorts, 'db' | 'random'>,
  { deviceId, unitId }: Pick<DeviceRow, 'deviceId' | 'unitId'>,
): Promise<void> => {
  const left = (await listLogs(db)).filter(
    (log) => log.state === 'open' && log.deviceId !== deviceId,
  );
  for (const log of left) {
    const provenThrough = log.unitId === unitId ? 0 : log.ackedThrough;
    await forkLog(db, log.logId, { newLogId: mintRandomId(random), provenThrough, deviceId });
  }
};
