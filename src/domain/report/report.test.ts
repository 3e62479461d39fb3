import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankReport, typedToReport } from './report.ts';
import {
  loudnessOf,
  receivedStanding,
  reportDueAtMs,
  reportLimitsOf,
  standingAfter,
  type ReportStanding,
  type ReportStep,
} from './report-state.ts';
import { doTotalsMeet, toReportTotals } from './report-totals.ts';

/** A desk as small as it can be: what stands where, and which steps it has seen. */
const openDesk = () => {
  const standings = new Map<string, ReportStanding>();
  const seen = new Set<string>();
  const rootOf = (id: string): string => standings.get(id)?.mergedInto ?? id;
  const take = (id: string, step: ReportStep): void => {
    const now = standings.get(id);
    const meant = step.kind === 'merged' ? { ...step, into: rootOf(step.into) } : step;
    if (now === undefined || (meant.kind === 'merged' && !standings.has(meant.into))) return;
    if (meant.kind === 'merged' && meant.into === id) return;
    const next = standingAfter(now, meant);
    if (next === null) return;
    standings.set(id, next);
    if (meant.kind !== 'merged') return;
    for (const [other, standing] of standings) {
      if (standing.mergedInto === id) standings.set(other, { ...standing, mergedInto: meant.into });
    }
  };
  return {
    standings,
    hear: ({ stepId, id, step }: Said) => {
      if (seen.has(stepId)) return;
      seen.add(stepId);
      if (step === 'received') standings.set(id, standings.get(id) ?? receivedStanding);
      else take(id, step);
    },
    totals: () =>
      toReportTotals(
        [...standings].map(([id, { mergedInto }]) => ({
          state: standings.get(rootOf(id))?.state ?? 'received',
          isRepeat: mergedInto !== null,
          count: 1,
        })),
      ),
  };
};

type Said = {
  readonly stepId: string;
  readonly id: string;
  readonly step: ReportStep | 'received';
};

const ids = ['a', 'b', 'c', 'd', 'e'];
const text = 'một câu';
const step = fc.oneof(
  fc.constant('received' as const),
  fc.constantFrom<ReportStep>(
    { kind: 'answered', text },
    { kind: 'forwarded', agencyId: 'cong-an' },
    { kind: 'closed', text },
    { kind: 'reopened', text },
    { kind: 'separated' },
    { kind: 'noted', text },
    { kind: 'sorted', category: 'breach', urgency: 'urgent' },
  ),
  fc.constantFrom(...ids).map((into): ReportStep => ({ kind: 'merged', into })),
);
const story = fc.array(fc.record({ stepId: fc.uuid(), id: fc.constantFrom(...ids), step }), {
  maxLength: 60,
});

describe('the sum of all reports', () => {
  it('[REPORT-1] meets after every step, in any order, however often a step comes again', () => {
    fc.assert(
      fc.property(
        story.chain((said) => fc.tuple(fc.constant(said), fc.subarray(said))),
        ([said, again]) => {
          const desk = openDesk();
          for (const one of said) {
            desk.hear(one);
            const totals = desk.totals();
            expect(doTotalsMeet(totals)).toBe(true);
            expect(totals.received).toBe(desk.standings.size);
          }
          const before = desk.totals();
          for (const one of again) desk.hear(one);
          expect(desk.totals()).toEqual(before);
        },
      ),
    );
  });

  it('[REPORT-2] a repeat is one of a report that repeats no other, and ends as that one does', () => {
    fc.assert(
      fc.property(story, (said) => {
        const desk = openDesk();
        for (const one of said) desk.hear(one);
        for (const { mergedInto, state } of desk.standings.values()) {
          if (mergedInto === null) continue;
          expect(state).toBe('received');
          expect(desk.standings.get(mergedInto)?.mergedInto).toBeNull();
        }
      }),
    );
  });

  it('[REPORT-1] one that was forwarded and is replied to stays counted as forwarded, the figures of the city', () => {
    const totals = toReportTotals([
      { state: 'answered', isRepeat: false, count: 14_000 },
      { state: 'answered', isRepeat: true, count: 597 },
      { state: 'forwarded', isRepeat: false, count: 649 },
      { state: 'closed', isRepeat: false, count: 3000 },
    ]);
    expect(totals).toEqual({
      received: 18_246,
      answered: 14_597,
      forwarded: 3649,
      open: 0,
      unreplied: 649,
      repeats: 597,
    });
    expect(doTotalsMeet(totals)).toBe(true);
  });
});

describe('the way of a report', () => {
  const after = (...steps: ReportStep[]) =>
    steps.reduce<ReportStanding | null>(
      (now, next) => now && standingAfter(now, next),
      receivedStanding,
    );

  it('[REPORT-3] ends answered or forwarded, never both, and only a reply closes what was forwarded', () => {
    const answered: ReportStep = { kind: 'answered', text };
    const forwarded: ReportStep = { kind: 'forwarded', agencyId: 'cong-an' };
    const closed: ReportStep = { kind: 'closed', text };
    expect(after(answered)?.state).toBe('answered');
    expect(after(answered, forwarded)).toBeNull();
    expect(after(forwarded, answered)).toBeNull();
    expect(after(closed)).toBeNull();
    expect(after(forwarded, closed)).toMatchObject({ state: 'closed', agencyId: 'cong-an' });
    expect(after(forwarded, { kind: 'reopened', text }, answered)?.state).toBe('answered');
    expect(after({ kind: 'merged', into: 'b' }, answered)).toBeNull();
    expect(after({ kind: 'merged', into: 'b' }, { kind: 'separated' })).toEqual(receivedStanding);
  });

  it('[REPORT-4] grows loud: soon, late, very late; an urgent one eight times sooner', () => {
    const limits = reportLimitsOf(1000);
    const dueOf = (urgency: 'plain' | 'urgent') =>
      reportDueAtMs(limits, receivedStanding, urgency, 0);
    expect([dueOf('urgent'), dueOf('plain')]).toEqual([1000, 8000]);
    expect([0, 499, 500, 999, 1000, 1999, 2000].map((now) => loudnessOf(0, 1000, now))).toEqual([
      'calm',
      'calm',
      'soon',
      'soon',
      'late',
      'late',
      'very-late',
    ]);
    const repeat = { ...receivedStanding, mergedInto: 'b' };
    expect(reportDueAtMs(limits, repeat, 'urgent', 0)).toBeNull();
  });

  it('[REPORT-5] needs to say what it is about, and nothing of who says it', () => {
    expect(typedToReport(blankReport)).toBeNull();
    expect(typedToReport({ ...blankReport, what: '  ' })).toBeNull();
    expect(typedToReport({ ...blankReport, what: ' Tụ tập ', phone: ' ' })).toEqual({
      category: 'other',
      urgency: 'plain',
      what: 'Tụ tập',
    });
    expect(typedToReport({ ...blankReport, what: 'x'.repeat(2001) })).toBeNull();
  });
});
