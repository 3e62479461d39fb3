import { describe, expect, it } from 'vitest';
import { judgeCompleteness, silentAfterMs, type TabletTally } from './completeness.ts';
import { parseShiftId, shiftAt } from './shift.ts';

const at = (iso: string) => shiftAt('hn-01', Date.parse(iso));

describe('shift', () => {
  it('[SHIFT-1] is named by unit, local day and quarter of the day', () => {
    expect(at('2021-07-14T06:00:00+07:00').shiftId).toBe('hn-01/2021-07-14/2');
    expect(at('2021-07-14T05:59:59+07:00').shiftId).toBe('hn-01/2021-07-14/1');
    expect(at('2021-07-14T23:59:59+07:00').shiftId).toBe('hn-01/2021-07-14/4');
    expect(at('2021-07-14T17:30:00Z').shiftId).toBe('hn-01/2021-07-15/1');
  });

  it('[SHIFT-1] begins and ends where the next one begins', () => {
    const shift = at('2021-07-14T09:00:00+07:00');
    expect(shiftAt('hn-01', shift.endsAtMs).number).toBe(shift.number + 1);
    expect(shiftAt('hn-01', shift.startsAtMs)).toEqual(shift);
    expect(parseShiftId(shift.shiftId)).toEqual({ unitId: 'hn-01', day: '2021-07-14', number: 2 });
    expect(parseShiftId('hn-01')).toBeNull();
  });
});

describe('completeness', () => {
  const nowMs = 10_000_000;
  const tally: TabletTally = {
    logId: null,
    deviceName: 'Máy 1',
    delivered: 5,
    unsentRecords: 0,
    unsentEntries: 0,
    lastContactAtMs: nowMs,
  };

  it('[SHIFT-2] holds when every tablet has spoken lately and holds nothing', () => {
    expect(judgeCompleteness([tally, tally], nowMs)).toMatchObject({
      complete: true,
      delivered: 10,
      held: 10,
    });
  });

  it('[SHIFT-2] names the tablet with something unsent, the silent one, and no tablet at all', () => {
    const unsent = { ...tally, unsentRecords: 2, unsentEntries: 4 };
    const silent = { ...tally, lastContactAtMs: nowMs - silentAfterMs - 1 };
    const judged = judgeCompleteness([unsent, silent, { ...tally, lastContactAtMs: null }], nowMs);
    expect(judged.complete).toBe(false);
    expect(judged.lines.map(({ state }) => state)).toEqual(['unsent', 'silent', 'silent']);
    expect(judged.held).toBe(17);
    expect(judgeCompleteness([], nowMs).complete).toBe(false);
  });
});
