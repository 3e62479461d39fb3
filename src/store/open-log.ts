import { genesisDigest } from '#domain/log/chain.ts';
import type { ChotDatabase } from './database.ts';
import type { DeviceRow, LogRow } from './rows.ts';

/**
 * The log that this device appends to for its unit, begun at first need.
 * @param newLogId used only when there is none
 */
export const openLog = (
  db: ChotDatabase,
  device: Pick<DeviceRow, 'deviceId' | 'unitId'>,
  newLogId: string,
): Promise<LogRow> =>
  db.transaction('rw', db.logs, async () => {
    const logs = await db.logs.toArray();
    const open = logs.find((log) => isOpenFor(log, device));
    if (open) return open;
    const begun = emptyLog(newLogId, device);
    await db.logs.add(begun);
    return begun;
  });

export const isOpenFor = (
  log: LogRow,
  { deviceId, unitId }: Pick<DeviceRow, 'deviceId' | 'unitId'>,
): boolean => log.state === 'open' && log.unitId === unitId && log.deviceId === deviceId;

export const emptyLog = (
  logId: string,
  device: Pick<DeviceRow, 'deviceId' | 'unitId'>,
): LogRow => ({
  logId,
  unitId: device.unitId,
  deviceId: device.deviceId,
  state: 'open',
  head: 0,
  headDigest: genesisDigest(logId),
  recordsHead: 0,
  ackedThrough: 0,
  ackedDigest: genesisDigest(logId),
  recordsAcked: 0,
});
