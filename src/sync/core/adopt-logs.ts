import { mintRandomId } from '#domain/core/random.ts';
import type { SyncPorts } from './ports.ts';
import type { LogOwner } from './tablet-log.ts';

/**
 * The server gives a log to one device. After the tablet was enrolled anew, what it still holds goes on
 * under the new name: on the same unit all of it, because the old server may be gone with its ledger;
 * on another unit only what was never acknowledged.
 */
export const adoptLogs = async (
  { store, random }: Pick<SyncPorts, 'store' | 'random'>,
  { deviceId, unitId }: LogOwner,
): Promise<void> => {
  const left = (await store.readLogs()).filter(
    (log) => log.state === 'open' && log.deviceId !== deviceId,
  );
  for (const log of left) {
    const provenThrough = log.unitId === unitId ? 0 : log.ackedThrough;
    await store.forkLog(log.logId, { newLogId: mintRandomId(random), provenThrough, deviceId });
  }
};
