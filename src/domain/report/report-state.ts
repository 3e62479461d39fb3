import { z } from 'zod';
import { reportCategories, reportUrgencies, type ReportUrgency } from './report.ts';

/**
 * Where a report stands. `received` waits for the desk; it ends answered, or forwarded to an agency whose reply
 * closes it. What is closed was forwarded and goes on being counted as that.
 */
export const reportStates = ['received', 'answered', 'forwarded', 'closed'] as const;
export type ReportState = (typeof reportStates)[number];

const words = z.string().trim().min(1).max(2000);

/** What is done about a report, one line after the other. */
export const reportStepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answered'), text: words }),
  z.strictObject({
    kind: z.literal('forwarded'),
    agencyId: z.string().min(2).max(40),
    text: words.optional(),
  }),
  /** The agency has replied. */
  z.strictObject({ kind: z.literal('closed'), text: words }),
  /** It waits for the desk again: answered wrongly, not that agency's, taken back. */
  z.strictObject({ kind: z.literal('reopened'), text: words }),
  /** It says again what another one says, and ends as that one does. */
  z.strictObject({ kind: z.literal('merged'), into: z.uuid() }),
  /** It was something of its own after all. */
  z.strictObject({ kind: z.literal('separated') }),
  z.strictObject({
    kind: z.literal('sorted'),
    category: z.enum(reportCategories),
    urgency: z.enum(reportUrgencies),
  }),
  z.strictObject({ kind: z.literal('noted'), text: words }),
]);
export type ReportStep = z.infer<typeof reportStepSchema>;
export const reportLineKinds = [
  'received',
  'answered',
  'forwarded',
  'closed',
  'reopened',
  'merged',
  'separated',
  'sorted',
  'noted',
] as const;
export type ReportLineKind = (typeof reportLineKinds)[number];

export type ReportStanding = {
  readonly state: ReportState;
  readonly agencyId: string | null;
  /** The report that this one repeats; that one repeats none. Its own state is `received` then. */
  readonly mergedInto: string | null;
};

export const receivedStanding: ReportStanding = {
  state: 'received',
  agencyId: null,
  mergedInto: null,
};

/**
 * Where a report stands after a step; null: that cannot be done about it now.
 * @param step merging: into one that repeats no other
 */
export const standingAfter = (now: ReportStanding, step: ReportStep): ReportStanding | null => {
  if (step.kind === 'sorted' || step.kind === 'noted') return now;
  if (now.mergedInto !== null) return step.kind === 'separated' ? receivedStanding : null;
  switch (step.kind) {
    case 'answered':
      return now.state === 'received' ? { ...now, state: 'answered' } : null;
    case 'forwarded':
      return now.state === 'received'
        ? { ...now, state: 'forwarded', agencyId: step.agencyId }
        : null;
    case 'closed':
      return now.state === 'forwarded' ? { ...now, state: 'closed' } : null;
    case 'reopened':
      return now.state === 'received' ? null : receivedStanding;
    case 'merged':
      return now.state === 'received' ? { ...now, mergedInto: step.into } : null;
    case 'separated':
      return null;
  }
};

/** How long a report may wait before it is overdue, milliseconds. */
type ReportLimits = {
  /** For the desk. */
  readonly open: Readonly<Record<ReportUrgency, number>>;
  /** For the agency's reply. */
  readonly reply: number;
};

const hourMs = 3_600_000;

/** @param urgentMs the one that is set where the server is; what is not urgent may wait eight times as long */
export const reportLimitsOf = (urgentMs: number): ReportLimits => ({
  open: { urgent: urgentMs, plain: 8 * urgentMs },
  reply: 72 * hourMs,
});

/** When a report that stands like this since `sinceMs` is overdue; null: never. */
export const reportDueAtMs = (
  limits: ReportLimits,
  { state, mergedInto }: ReportStanding,
  urgency: ReportUrgency,
  sinceMs: number,
): number | null => {
  if (mergedInto !== null) return null;
  if (state === 'received') return sinceMs + limits.open[urgency];
  return state === 'forwarded' ? sinceMs + limits.reply : null;
};

export type Loudness = 'calm' | 'soon' | 'late' | 'very-late';

/** How loud a waiting report is: before its time is up, after it, and when it has waited for twice that time. */
export const loudnessOf = (sinceMs: number, dueAtMs: number | null, nowMs: number): Loudness => {
  if (dueAtMs === null) return 'calm';
  const limitMs = dueAtMs - sinceMs;
  if (nowMs >= dueAtMs + limitMs) return 'very-late';
  if (nowMs >= dueAtMs) return 'late';
  return nowMs >= dueAtMs - limitMs / 2 ? 'soon' : 'calm';
};
