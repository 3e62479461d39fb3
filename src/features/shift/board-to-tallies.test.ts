import { describe, expect, it } from 'vitest';
import type { BoardTablet } from '#protocol/board.ts';
import type { LogRow } from '../../store/rows.ts';
import { boardToTallies } from './board-to-tallies.ts';

const shiftId = 'hn-01/2021-07-14/2';
const unit = {
  unitId: 'hn-01',
  kind: 'city-checkpoint',
  name: 'A',
  district: '',
  facing: '',
} as const;
const tablet: BoardTablet = {
  deviceId: 'own',
  deviceName: 'Máy 1',
  logId: 'forked',
  ackedThrough: 4,
  digest: '',
  unsentEntries: 0,
  unsentRecords: 0,
  oldestUnsentWallMs: null,
  lastContactAtMs: 0,
  app: null,
  recordsByShift: { [shiftId]: 2 },
  skipped: 0,
  alertsAhead: 0,
  incidents: [],
  ended: null,
  certificate: null,
  clockOffsetMs: null,
  told: null,
  quarantined: 0,
};
const log: LogRow = {
  logId: 'forked',
  unitId: 'hn-01',
  deviceId: 'own',
  state: 'open',
  head: 4,
  headDigest: '',
  recordsHead: 2,
  ackedThrough: 4,
  ackedDigest: '',
  recordsAcked: 2,
};
const tallyOf = (logs: LogRow[], change: Partial<BoardTablet> = {}) =>
  boardToTallies({ unit, tablets: [{ ...tablet, ...change }], closedShifts: [] }, shiftId, {
    deviceId: 'own',
    logs,
  })[0];

describe('tallies of the board', () => {
  it('[DEVICE-6] what a tablet took along is missing in the shift in which it ended, and in no later one', () => {
    const startsAtMs = Date.parse('2021-07-14T06:00:00+07:00');
    const taken = { unsentRecords: 7, unsentEntries: 14, deviceId: 'other' };
    const ended = (atMs: number) => ({ ended: { kind: 'switched-off', atMs } as const });
    const within = tallyOf([], { ...taken, ...ended(startsAtMs + 1) });
    expect(within).toMatchObject({ unsentRecords: 7, delivered: 2, ended: 'switched-off' });
    const before = { ...taken, ...ended(startsAtMs - 1) };
    expect(tallyOf([], before)).toMatchObject({ unsentRecords: 0, delivered: 2 });
    expect(tallyOf([], { ...before, recordsByShift: {} })).toBeUndefined();
  });

  it('[SHIFT-4] after a fork the queue in the new log is still unsent', () => {
    const successor = { ...log, logId: 'next', ackedThrough: 0, recordsAcked: 0 };
    expect(tallyOf([log, successor])).toMatchObject({ unsentRecords: 2, unsentEntries: 4 });
  });

  it('[SHIFT-4] the larger word counts: what the server was told, or what this tablet knows', () => {
    const told = { unsentRecords: 2, unsentEntries: 4 };
    expect(tallyOf([log], told)).toMatchObject(told);
  });

  it('[SHIFT-4] a log whose digest differs proves nothing', () => {
    const trouble = { code: 'digest/differs', position: 4, sinceMs: 0 } as const;
    expect(tallyOf([{ ...log, trouble }])?.unsentEntries).toBe(1);
  });
});
