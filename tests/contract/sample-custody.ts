import { genesisDigest, hashOf } from '#domain/log/chain.ts';
import type { ArrivedEntry } from '#domain/log/arrival.ts';
import type { CustodyRequest } from '../../sync-server/store/custody-request.ts';
import { idOf } from '../support/id-of.ts';

export const device = { deviceId: idOf('device', 1), unitId: 'hn-01', name: 'Máy 1' };
const logId = idOf('log of the store', 1);

/** A crossing as the ledger is told of it. */
export const arrived = (number: number, change: Partial<ArrivedEntry> = {}): ArrivedEntry => {
  const frame = change.frame ?? Uint8Array.of(1, number);
  return {
    entryId: idOf('entry', number),
    hash: hashOf(frame),
    frame,
    kind: 'crossing.recorded',
    subjectId: idOf('subject', number),
    shiftId: 'shift',
    bearsItsId: true,
    fault: null,
    effect: { kind: 'record', recordId: idOf('subject', number), shiftId: 'shift' },
    ...change,
  };
};

export const custodyOf = (
  entries: readonly ArrivedEntry[],
  change: Partial<CustodyRequest> = {},
): CustodyRequest => ({
  unitId: device.unitId,
  deviceId: device.deviceId,
  logId,
  genesis: genesisDigest(change.logId ?? logId),
  from: 1,
  skipCount: 0,
  resent: [],
  entries,
  alerts: [],
  incidents: [],
  queue: { depth: entries.length, records: 0, oldestWallMs: null },
  report: { contactAtMs: 1, clockOffsetMs: 0, app: '0.1.0', epochSeen: null },
  ...change,
});
