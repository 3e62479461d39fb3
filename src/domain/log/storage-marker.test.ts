import { describe, expect, it } from 'vitest';
import { judgeStorage, storageToMarker, type StorageMarker } from './storage-marker.ts';

const device = { deviceId: '3f0d5a52-7f1d-4f57-9d0e-0f3f7b6c1a11', unitId: 'cc-01' };
const logId = '11111111-1111-4111-8111-111111111111';
const log = { ...device, logId, state: 'open', head: 10, ackedThrough: 6 } as const;
const marker: StorageMarker = { ...device, logId, head: 10, ackedThrough: 6 };
const judged = (held: Parameters<typeof judgeStorage>[1]) => judgeStorage(marker, held, 1_000);

describe('the tripwire', () => {
  it('[TRIP-1] is quiet while the storage holds what it did, or more', () => {
    expect(judged({ device, logs: [log] })).toBeNull();
    expect(judged({ device, logs: [{ ...log, head: 12, ackedThrough: 12 }] })).toBeNull();
    expect(judged({ device, logs: [{ ...log, state: 'forked', head: 4 }] })).toBeNull();
    expect(judgeStorage(null, { device: null, logs: [] }, 1_000)).toBeNull();
  });

  it('[TRIP-1] says how many entries may be lost: those that the server had not acknowledged', () => {
    const lost = { code: 'storage/lost', logId, wallMs: 1_000 };
    expect(judged({ device: null, logs: [] })).toMatchObject({ ...lost, position: 0, count: 4 });
    expect(judged({ device, logs: [] })).toMatchObject({ ...lost, position: 0, count: 4 });
    const shorter = { ...log, head: 8 };
    expect(judged({ device, logs: [shorter] })).toMatchObject({ ...lost, position: 8, count: 2 });
    expect(judged({ device, logs: [{ ...log, head: 3 }] })).toMatchObject({ count: 4 });
    expect(judged({ device: null, logs: [log] })).toMatchObject({ ...lost, count: 0 });
  });

  it('[TRIP-1] calls the same loss by the same name, and another by another', () => {
    const gone = judged({ device: null, logs: [] })?.incidentId;
    expect(judgeStorage(marker, { device: null, logs: [] }, 9_999)?.incidentId).toBe(gone);
    expect(judged({ device, logs: [{ ...log, head: 8 }] })?.incidentId).not.toBe(gone);
  });

  it('[TRIP-1] remembers the log that is written to, once there is something in it', () => {
    const forked = { ...log, logId: 'left', state: 'forked' } as const;
    expect(storageToMarker({ device, logs: [forked, log] })).toEqual(marker);
    expect(storageToMarker({ device, logs: [{ ...log, head: 0 }] })).toBeNull();
    expect(storageToMarker({ device: null, logs: [log] })).toBeNull();
  });
});
