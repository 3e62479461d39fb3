import { mintRandomId } from '#domain/core/random.ts';
import type { SyncPorts } from './ports.ts';
import type { LogOwner } from './tablet-log.ts';

/**
 * The server gives a log to one device. After the tablet was enrolled anew, what it still holds goes on
 * under the new name: on the same unit all of it, because the old server may be gone with its ledger;
 * on another unit only what was never acknowledged, until a server with another history is met.
 */
export const adoptLogs = async (
  { store, random, clock }: Pick<SyncPorts, 'store' | 'random' | 'clock'>,
  { deviceId, unitId }: LogOwner,
): Promise<void> => {
  const others = (await store.readLogs()).filter((log) => log.deviceId !== deviceId);
  for (const log of others.filter(({ state, unproven }) => state === 'open' || unproven === true)) {
    const provenThrough = log.unitId === unitId || log.unproven === true ? 0 : log.ackedThrough;
    await store.forkLog(log.logId, {
      newLogId: mintRandomId(random),
      provenThrough,
      deviceId,
      cause: 'enrolled-anew',
      incidentIds: [mintRandomId(random), mintRandomId(random)],
      nowMs: clock.wallMs(),
    });
  }
};
