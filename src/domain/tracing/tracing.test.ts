import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closenesses, compareMeetings, meetingOf, type TracedCrossing } from './closeness.ts';
import { gapBetween, momentOf } from './crossing-moment.ts';
import { flowBetween } from './flow.ts';
import { layOutTimeline } from './timeline.ts';
import { crossingKey, traceContacts } from './trace-contacts.ts';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
const noonMs = Date.parse('2021-07-25T12:00:00+07:00');

let numbers = 0;
const crossed = (change: Partial<TracedCrossing> = {}): TracedCrossing => {
  numbers += 1;
  return {
    unitId: 'hn-01',
    recordId: `record-${numbers}`,
    person: `person-${numbers}`,
    vehicle: null,
    partyId: null,
    laneId: `tablet-${numbers}`,
    atMs: noonMs,
    laterMs: 0,
    doubtMs: 0,
    ...change,
  };
};

const orNull = (...values: string[]) => fc.option(fc.constantFrom(...values), { freq: 2 });
const crossings = fc.array(
  fc.record({
    unitId: fc.constantFrom('hn-01', 'hn-02'),
    person: orNull('An', 'Ba', 'Cả', 'Dư', 'Em'),
    vehicle: orNull('29A', '30B'),
    partyId: orNull('p1', 'p2'),
    laneId: orNull('t1', 't2'),
    atMs: fc.integer({ min: 0, max: 90 }).map((minutes) => noonMs + minutes * minuteMs),
    laterMs: fc.constantFrom(0, 0, 0, 20 * minuteMs),
    doubtMs: fc.constantFrom(0, 0, 2 * minuteMs),
  }),
  { maxLength: 24 },
);
const numbered = (drawn: readonly Omit<TracedCrossing, 'recordId'>[]): TracedCrossing[] =>
  drawn.map((one, index) => ({ ...one, recordId: `record-${index}` }));
const limit = fc.integer({ min: 0, max: 60 }).map((minutes) => minutes * minuteMs);
const ofAn = (all: readonly TracedCrossing[]) => all.filter(({ person }) => person === 'An');

describe('who came close to a case', () => {
  it('[TRACE-2] is found with how close they came, the closest first, and nobody else is', () => {
    const own = crossed({ person: 'case', vehicle: '29A', partyId: 'p1', laneId: 't1' });
    const planted = [
      crossed({ person: 'party', partyId: 'p1', atMs: noonMs + 20_000 }),
      crossed({ person: 'coach', vehicle: '29A', atMs: noonMs - 25 * minuteMs }),
      crossed({ person: 'next', laneId: 't1', atMs: noonMs + 40_000 }),
      crossed({ person: 'lane', laneId: 't1', atMs: noonMs - 9 * minuteMs }),
      crossed({ person: 'unit', atMs: noonMs + 3 * minuteMs }),
      crossed({ person: 'later', atMs: noonMs + 10 * minuteMs }),
      crossed({
        person: 'sheet',
        laneId: null,
        atMs: noonMs - 40 * minuteMs,
        laterMs: 60 * minuteMs,
      }),
    ];
    const strangers = [
      crossed({ atMs: noonMs + 10 * minuteMs + 1 }),
      crossed({ unitId: 'hn-02' }),
      crossed({ unitId: 'hn-02', laneId: 't1' }),
      crossed({ vehicle: '29A', atMs: noonMs + dayMs }),
      crossed({ person: 'case', atMs: noonMs + minuteMs }),
    ];
    const found = traceContacts([own], [...strangers, ...planted, own], [], 10 * minuteMs);
    expect(found.map(({ key, meetings: [{ closeness }] }) => [key, closeness])).toEqual([
      ['party', 'vehicle'],
      ['coach', 'vehicle'],
      ['next', 'lane-minute'],
      ['lane', 'lane'],
      ['unit', 'unit'],
      ['later', 'unit'],
      ['sheet', 'unsure'],
    ]);
  });

  it('[TRACE-2] who shares the telephone or came in the vehicle at another time is told as that', () => {
    const own = crossed({ person: 'case' });
    const home = crossed({ person: 'home', unitId: 'hn-07', atMs: noonMs + dayMs });
    const rode = crossed({ person: 'rode', unitId: 'hn-07' });
    const linked = [
      { crossing: rode, by: 'plate' as const },
      { crossing: home, by: 'phone' as const },
    ];
    const near = crossed({ person: 'near', atMs: noonMs + 5 * minuteMs });
    const found = traceContacts([own], [near], linked, 10 * minuteMs);
    expect(found.map(({ key }) => key)).toEqual(['home', 'near', 'rode']);
  });

  it('[TRACE-2] the order in which crossings are given, or given twice, changes nothing', () => {
    fc.assert(
      fc.property(crossings, limit, fc.infiniteStream(fc.nat()), (drawn, limitMs, dice) => {
        const all = numbered(drawn);
        const mixed = [...all, ...all.slice(0, 3)]
          .map((crossing) => ({ crossing, at: dice.next().value }))
          .toSorted((one, other) => one.at - other.at)
          .map(({ crossing }) => crossing);
        const expected = traceContacts(ofAn(all), all, [], limitMs);
        expect(
          traceContacts(ofAn(mixed.slice(0)), mixed, [], limitMs).map(({ key }) => key),
        ).toEqual(expected.map(({ key }) => key));
      }),
    );
  });

  it('[TRACE-2] every one of them was near by the rule, and whoever was near by the rule is among them', () => {
    fc.assert(
      fc.property(crossings, limit, (drawn, limitMs) => {
        const all = numbered(drawn);
        const own = ofAn(all);
        const found = new Set(
          traceContacts(own, all, [], limitMs).flatMap(({ meetings }) =>
            meetings.map(({ crossing }) => crossingKey(crossing)),
          ),
        );
        const near = all.filter(
          (one) =>
            one.person !== 'An' && own.some((mine) => meetingOf(mine, one, limitMs) !== null),
        );
        expect(found).toEqual(new Set(near.map(crossingKey)));
      }),
    );
  });

  it('[TRACE-2] is as close to the case as the case to them', () => {
    fc.assert(
      fc.property(crossings, limit, (drawn, limitMs) => {
        const [one, other] = numbered(drawn);
        if (one === undefined || other === undefined) return;
        expect(meetingOf(one, other, limitMs)).toEqual(meetingOf(other, one, limitMs));
      }),
    );
  });

  it('[TRACE-3] more minutes, or a clock that is less sure, lose nobody; more minutes put nobody further away', () => {
    fc.assert(
      fc.property(crossings, limit, limit, fc.nat(600_000), (drawn, limitMs, more, doubt) => {
        const all = numbered(drawn);
        const keysOf = (some: readonly TracedCrossing[], within: number) =>
          traceContacts(ofAn(some), some, [], within).map(({ key }) => key);
        const before = keysOf(all, limitMs);
        expect(keysOf(all, limitMs + more)).toEqual(expect.arrayContaining(before));
        const doubted = all.map((one) => ({ ...one, doubtMs: one.doubtMs + doubt }));
        expect(keysOf(doubted, limitMs)).toEqual(expect.arrayContaining(before));
        const [one, other] = all;
        if (one === undefined || other === undefined) return;
        const [near, wide] = [
          meetingOf(one, other, limitMs),
          meetingOf(one, other, limitMs + more),
        ];
        if (near === null || wide === null) return;
        expect(closenesses.indexOf(wide.closeness)).toBeLessThanOrEqual(
          closenesses.indexOf(near.closeness),
        );
      }),
    );
  });

  it('[TRACE-2] closeness orders all meetings', () => {
    const meeting = fc.record({ closeness: fc.constantFrom(...closenesses), gapMs: fc.nat(1000) });
    fc.assert(
      fc.property(meeting, meeting, (one, other) => {
        expect(Math.sign(compareMeetings(one, other))).toBe(
          -Math.sign(compareMeetings(other, one)) + 0,
        );
      }),
    );
  });
});

describe('when somebody crossed', () => {
  const time = (offset?: number, offsetAge = 0) => ({
    wall: noonMs,
    mono: 0,
    boot: 'boot',
    ...(offset === undefined ? {} : { offset, offsetAge }),
  });

  it('[TRACE-3] is the wall clock with the measured offset; a clock that was wrong or never measured reaches further', () => {
    expect(momentOf(time(500), null)).toEqual({ atMs: noonMs + 500, laterMs: 0, doubtMs: 0 });
    const wrong = momentOf(time(-2 * 3_600_000), null);
    expect(wrong).toEqual({ atMs: noonMs - 2 * 3_600_000, laterMs: 0, doubtMs: 2 * minuteMs });
    expect(momentOf(time(), null).doubtMs).toBe(10 * minuteMs);
    expect(momentOf(time(0, dayMs), null).doubtMs).toBe(8640);
  });

  it('[TRACE-3] a sheet of paper was handed in within the hour after it was filled in, and before it was typed', () => {
    const typed = (minutes: number) => momentOf(time(0), noonMs - minutes * minuteMs);
    expect(typed(20)).toEqual({
      atMs: noonMs - 20 * minuteMs,
      laterMs: 20 * minuteMs,
      doubtMs: 5 * minuteMs,
    });
    expect(typed(300).laterMs).toBe(60 * minuteMs);
    expect(typed(-5)).toEqual({ atMs: noonMs, laterMs: 0, doubtMs: 0 });
    expect(typed(73 * 60)).toMatchObject({ atMs: noonMs, laterMs: 0 });
  });

  it('[TRACE-3] the gap of two moments is the same from both sides and never below nothing', () => {
    const moment = fc.record({ atMs: fc.nat(9999), laterMs: fc.nat(999), doubtMs: fc.nat(999) });
    fc.assert(
      fc.property(moment, moment, fc.boolean(), (one, other, hasOneClock) => {
        const gap = gapBetween(one, other, hasOneClock);
        expect(gap).toBe(gapBetween(other, one, hasOneClock));
        expect(gap).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the pictures', () => {
  it('[TRACE-9] every crossing is on the line of its day, in order, and days without one are there', () => {
    const at = fc.integer({ min: 0, max: 10 * 1440 }).map((minutes) => noonMs + minutes * minuteMs);
    fc.assert(
      fc.property(fc.array(at, { maxLength: 20 }), (moments) => {
        const marks = moments.map((atMs) => ({ atMs, laterMs: 0, doubtMs: minuteMs }));
        const window = { fromMs: noonMs - dayMs, throughMs: noonMs + 10 * dayMs };
        const days = layOutTimeline(marks, window);
        expect(days.flatMap((day) => day.marks)).toHaveLength(moments.length);
        expect(days.length).toBe(12);
        for (const [index, day] of days.entries()) {
          expect(day.dayMs).toBe((days[0]?.dayMs ?? 0) + index * dayMs);
          for (const { crossing, from, through } of day.marks) {
            expect(crossing.atMs - day.dayMs).toBeLessThan(dayMs);
            expect(from).toBeLessThanOrEqual(through);
          }
        }
      }),
    );
  });

  it('[TRACE-9] who went on from one unit to the next is counted once, whatever the order; who stayed is not', () => {
    const step = fc.record({
      person: fc.constantFrom('An', 'Ba', 'Cả'),
      unitId: fc.constantFrom('hn-01', 'hn-02', 'hn-03'),
      atMs: fc.uniqueArray(fc.nat(2 * dayMs), { minLength: 1, maxLength: 1 }).map(([at = 0]) => at),
    });
    const steps = fc.uniqueArray(step, { maxLength: 30, selector: ({ atMs }) => atMs });
    fc.assert(
      fc.property(steps, (all) => {
        const flows = flowBetween(all);
        expect(flowBetween(all.toReversed())).toEqual(flows);
        const people = new Set(all.map(({ person }) => person)).size;
        const counted = flows.reduce((sum, flow) => sum + flow.people, 0);
        expect(counted).toBeLessThanOrEqual(Math.max(0, all.length - people));
        expect(flows.every(({ fromUnitId, toUnitId }) => fromUnitId !== toUnitId)).toBe(true);
      }),
    );
    const walk = [
      { person: 'An', unitId: 'hn-01', atMs: 1 },
      { person: 'An', unitId: 'hn-02', atMs: 2 },
      { person: 'Ba', unitId: 'hn-01', atMs: 1 },
      { person: 'Ba', unitId: 'hn-02', atMs: 9 },
      { person: 'Ba', unitId: 'hn-01', atMs: 2 * dayMs },
    ];
    expect(flowBetween(walk)).toEqual([{ fromUnitId: 'hn-01', toUnitId: 'hn-02', people: 2 }]);
  });
});
