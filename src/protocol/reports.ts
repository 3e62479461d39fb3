import { z } from 'zod';
import { agencySchema } from '#domain/report/agency.ts';
import {
  reportCategories,
  reportChannels,
  reportSchema,
  reportUrgencies,
} from '#domain/report/report.ts';
import { reportLineKinds, reportStates, reportStepSchema } from '#domain/report/report-state.ts';
import { reportTotalsSchema } from '#domain/report/report-totals.ts';

const asked = { protocol: z.int(), nonce: z.string().min(8).max(64) };
const id = z.uuid().toLowerCase();
const count = z.int().min(0);

/** `POST /api/v1/reports`: what changed behind a place; 0: all that wait for the desk. */
export const reportsRequestSchema = z.strictObject({ ...asked, after: count });

const reportLineSchema = z.object({
  kind: z.enum(reportLineKinds),
  /** Unix milliseconds by the server's clock. */
  atMs: z.number(),
  /** An officer's id, `agency:<id>`, `citizen` or `message-service`. */
  actor: z.string(),
  /** What belongs to it; absent: nothing, or forgotten. */
  step: reportStepSchema.optional(),
});

const reportCardSchema = z.object({
  reportId: id,
  number: z.int().min(1),
  channel: z.enum(reportChannels),
  category: z.enum(reportCategories),
  urgency: z.enum(reportUrgencies),
  state: z.enum(reportStates),
  agencyId: z.string().nullable(),
  /** The one that this one repeats. */
  mergedInto: id.nullable(),
  /** How many others repeat this one. */
  repeats: count,
  unitId: z.string().nullable(),
  receivedAtMs: z.number(),
  /** Since when it stands like this. */
  sinceMs: z.number(),
  /** When it is overdue if nothing is done; null: never. */
  dueAtMs: z.number().nullable(),
  /** Null: it was forgotten. */
  said: reportSchema.nullable(),
  lines: z.array(reportLineSchema),
});
export type ReportCard = z.infer<typeof reportCardSchema>;

export const reportsResponseSchema = z.object({
  nonce: z.string(),
  /** The place up to which this goes. */
  head: z.int(),
  serverTimeMs: z.number(),
  cards: z.array(reportCardSchema),
  totals: reportTotalsSchema,
  /** How many wait for the desk, repeats left out; not all of them may be told at once. */
  waiting: count,
  agencies: z.array(agencySchema),
  /** What is to be sent to agencies and message writers: what waits, and what was given up. */
  deliveries: z.object({ waiting: count, dead: count }),
});
export type ReportsResponse = z.infer<typeof reportsResponseSchema>;

/** `POST /api/v1/reports/receive`: the desk takes one down. Sent again, it is the same one. */
export const reportReceiveRequestSchema = z.strictObject({
  ...asked,
  /** Minted by the desk before it asks. */
  reportId: id,
  channel: z.enum(reportChannels).exclude(['post']),
  report: reportSchema,
  /** What was done about it at once. */
  step: reportStepSchema.optional(),
});
export type ReportReceiveRequest = z.infer<typeof reportReceiveRequestSchema>;

/** `POST /api/v1/reports/step`: what was done about one. Sent again, it is the same step. */
export const reportStepRequestSchema = z.strictObject({
  ...asked,
  stepId: id,
  reportId: id,
  step: reportStepSchema,
});
export type ReportStepRequest = z.infer<typeof reportStepRequestSchema>;

/** Answers both: where it stands now. */
export const reportTakenResponseSchema = z.object({ nonce: z.string(), card: reportCardSchema });
export type ReportTakenResponse = z.infer<typeof reportTakenResponseSchema>;

/** `POST /api/v1/reports/search`: the newest first. */
export const reportSearchRequestSchema = z.strictObject({
  ...asked,
  /** Words of what was said, a telephone, or a report's number. */
  text: z.string().max(200),
  state: z.enum(reportStates).optional(),
  channel: z.enum(reportChannels).optional(),
  category: z.enum(reportCategories).optional(),
  agencyId: z.string().max(40).optional(),
  /** Only those of a smaller number; null: from the newest. */
  before: count.nullable(),
});
export type ReportSearchRequest = z.infer<typeof reportSearchRequestSchema>;

export const reportSearchResponseSchema = z.object({
  nonce: z.string(),
  cards: z.array(reportCardSchema),
  /** Where to go on; null: that was all. */
  before: count.nullable(),
});
export type ReportSearchResponse = z.infer<typeof reportSearchResponseSchema>;

/** `POST /api/v1/reports/statistics`: of what was received from one instant until another; nobody is named. */
export const reportStatisticsRequestSchema = z.strictObject({
  ...asked,
  fromMs: z.number(),
  untilMs: z.number(),
});

const tallied = z.object({ key: z.string(), totals: reportTotalsSchema });
export const reportStatisticsResponseSchema = z.object({
  nonce: z.string(),
  totals: reportTotalsSchema,
  /** By `2021-07-22`, in the time of Vietnam. */
  days: z.array(tallied),
  channels: z.array(tallied),
  categories: z.array(tallied),
  /** Of those forwarded. */
  agencies: z.array(tallied),
  /** How long those that were answered or forwarded took, repeats left out, by the minutes they stayed below. */
  waits: z.object({
    count,
    medianMs: z.number().nullable(),
    worstTenthMs: z.number().nullable(),
    within: z.array(z.object({ minutes: z.int(), count })),
  }),
});
export type ReportStatistics = z.infer<typeof reportStatisticsResponseSchema>;

/** `POST /api/v1/reports/live`: server-sent events as `referrals/live` has them. */
export const reportsLiveRequestSchema = z.strictObject({ ...asked });

/** `POST /api/v1/reports/send-again`: what was given up is tried once more. */
export const reportsSendAgainRequestSchema = z.strictObject({ ...asked });
export const reportsSendAgainResponseSchema = z.object({ nonce: z.string(), revived: count });
