import { z } from 'zod';
import { answerSchema } from '#domain/declaration/answer-schema.ts';
import { reportCategories } from '#domain/report/report.ts';
import { unitStoodSchema } from './units.ts';

const asked = { protocol: z.int(), nonce: z.string().min(8).max(64), day: z.iso.date() };
const count = z.int().min(0);

const verdict = answerSchema('verdict');

/** Crossings by what was decided; what nobody knows counts in `all` only. */
const verdictCountsSchema = z.object({
  all: count,
  pass: count,
  turn_back: count,
  test_on_site: count,
  refer_health: count,
  hold: count,
});
export type VerdictCounts = z.infer<typeof verdictCountsSchema>;

/** `POST /api/v1/command/day`: the whole city on one day of Vietnam. Counts, of nobody in particular. */
export const commandDayRequestSchema = z.strictObject(asked);

const cityUnitSchema = z.object({
  unitId: z.string(),
  crossings: verdictCountsSchema,
  referralsOpen: count,
  referralsOverdue: count,
  identityWaiting: count,
  tablets: count,
  silent: count,
  unsentRecords: count,
  /** Where a patrol said it stands. */
  stood: unitStoodSchema.nullable(),
});
export type CityUnit = z.infer<typeof cityUnitSchema>;

export const commandDayResponseSchema = z.object({
  nonce: z.string(),
  serverTimeMs: z.number(),
  day: z.string(),
  /** Feeds of units that have not been counted to their end. */
  uncounted: count,
  /** Of the day, so far. */
  crossings: verdictCountsSchema,
  /** The day before and the same day of the week before, to the same time of day. */
  dayBefore: verdictCountsSchema,
  weekBefore: verdictCountsSchema,
  /** 24 of them; of the days before, their whole days. */
  hours: z.array(verdictCountsSchema).length(24),
  hoursDayBefore: z.array(count).length(24),
  hoursWeekBefore: z.array(count).length(24),
  channels: z.array(z.object({ channel: z.string().nullable(), crossings: count })),
  /** Those of which there is anything to tell. What waits is told as it is now, whatever the day. */
  units: z.array(cityUnitSchema),
  /** Reports of citizens that wait for the desk, and bulletins in force that not all they are for have read; now. */
  reportsOpen: count.optional(),
  bulletinsUnread: count.optional(),
});
export type CommandDay = z.infer<typeof commandDayResponseSchema>;

/** What stands behind a figure. */
export const commandLists = [
  'crossings',
  ...verdict.options,
  'referrals-open',
  'referrals-overdue',
  'identity-waiting',
  'tablets',
  'tablets-silent',
  'tablets-unsent',
  'reports-open',
  'bulletins-unread',
] as const;
export type CommandList = (typeof commandLists)[number];

/** `POST /api/v1/command/list`: the lines behind a figure; they name nobody. */
export const commandListRequestSchema = z.strictObject({
  ...asked,
  list: z.enum(commandLists),
  unitId: z.string().min(1).max(40).optional(),
  hour: z.int().min(0).max(23).optional(),
  /** Behind which line of crossings it goes on. */
  after: z.strictObject({ atMs: z.int(), recordId: z.uuid() }).optional(),
});
export type CommandListRequest = z.infer<typeof commandListRequestSchema>;

const commandLineSchema = z.object({
  id: z.string(),
  /** Null: of no unit; reports and bulletins alone. */
  unitId: z.string().nullable(),
  /** When it was, or since when it waits; null: never. */
  atMs: z.number().nullable(),
  verdict: verdict.optional(),
  channel: z.string().optional(),
  state: z.string().optional(),
  isOverdue: z.boolean().optional(),
  tablet: z.string().optional(),
  unsentRecords: count.optional(),
  /** Of a report: what people call it by, and what it is about; not what it says. */
  report: z
    .object({ number: count, category: z.enum(reportCategories), isUrgent: z.boolean() })
    .optional(),
  /** Of a bulletin: whom it is for, and how many of them have read it. */
  bulletin: z.object({ title: z.string(), officers: count, read: count }).optional(),
});
export type CommandLine = z.infer<typeof commandLineSchema>;

export const commandListResponseSchema = z.object({
  nonce: z.string(),
  serverTimeMs: z.number(),
  lines: z.array(commandLineSchema),
  /** There are more. */
  more: z.boolean(),
});
export type CommandListResponse = z.infer<typeof commandListResponseSchema>;
