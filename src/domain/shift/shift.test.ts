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
    expect(parseShiftId(shift.shiftId)).toEqual(shift);
    expect(parseShiftId('hn-01')).toBeNull();
  });
});

describe('completeness', () => {
  const endsAtMs = 10_000_000;
  const tally: TabletTally = {
    logId: null,
    deviceName: 'Máy 1',
    delivered: 5,
    unsentRecords: 0,
    unsentEntries: 0,
    quarantined: 0,
    lastContactAtMs: endsAtMs,
    isProven: true,
    ended: null,
  };
  const statesOf = (tallies: TabletTally[], nowMs: number) =>
    judgeCompleteness(tallies, nowMs, endsAtMs).lines.map(({ state }) => state);

  it('[SHIFT-2] holds when every tablet has spoken since the end and holds nothing', () => {
    const muchLaterMs = endsAtMs + 5 * 3_600_000;
    expect(judgeCompleteness([tally, tally], muchLaterMs, endsAtMs)).toMatchObject({
      complete: true,
      delivered: 10,
      held: 10,
    });
  });

  it('[SHIFT-2] while the shift runs only a word of just now counts', () => {
    const duringMs = endsAtMs - 3_600_000;
    const spoke = (lastContactAtMs: number | null) => ({ ...tally, lastContactAtMs });
    const tallies = [spoke(duringMs), spoke(duringMs - silentAfterMs - 1), spoke(null)];
    expect(statesOf(tallies, duringMs)).toEqual(['complete', 'silent', 'silent']);
  });

  it('[SHIFT-2] a tablet that has not spoken since the end is silent, one with a queue is unsent', () => {
    const unsent = { ...tally, unsentRecords: 2, unsentEntries: 4 };
    const silent = { ...tally, lastContactAtMs: endsAtMs - 1 };
    const nowMs = endsAtMs + 3_600_000;
    expect(statesOf([unsent, silent], nowMs)).toEqual(['unsent', 'silent']);
    const judged = judgeCompleteness([unsent, silent], nowMs, endsAtMs);
    expect(judged).toMatchObject({ complete: false, delivered: 10, held: 12 });
    expect(judgeCompleteness([], nowMs, endsAtMs).complete).toBe(false);
  });

  it('[CLOSE-2] a tablet whose ledger was not compared proves nothing, whatever it says', () => {
    const unproven = { ...tally, isProven: false };
    expect(statesOf([unproven], endsAtMs)).toEqual(['unproven']);
    expect(judgeCompleteness([unproven], endsAtMs, endsAtMs).complete).toBe(false);
  });

  it('[DEVICE-6] a tablet that works no more is waited for by nobody, and what it took along is missing', () => {
    const silent = { ...tally, lastContactAtMs: null };
    const ended = (['switched-off', 'retired'] as const).map((kind) => ({
      ...silent,
      ended: kind,
    }));
    const judged = judgeCompleteness([tally, ...ended], endsAtMs, endsAtMs);
    expect(judged).toMatchObject({ complete: true, delivered: 15, held: 15 });
    expect(judged.lines.map(({ state }) => state)).toEqual(['complete', 'switched-off', 'retired']);
    const taken = ended.map((tablet) => ({ ...tablet, unsentRecords: 2, unsentEntries: 4 }));
    const short = judgeCompleteness([tally, ...taken], endsAtMs, endsAtMs);
    expect(short).toMatchObject({ complete: false, delivered: 15, held: 19 });
  });

  it('[SHIFT-3] what waits for a person to look at it is counted beside the records', () => {
    const judged = judgeCompleteness([{ ...tally, quarantined: 2 }], endsAtMs, endsAtMs);
    expect(judged).toMatchObject({ complete: true, quarantined: 2 });
    expect(judged.lines[0]?.state).toBe('questioned');
  });
});
