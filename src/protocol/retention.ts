import { z } from 'zod';
import { serverRules, type RuleName } from '#domain/retention/server-rules.ts';

const ruleNames = Object.keys(serverRules) as [RuleName, ...RuleName[]];

/** `GET /api/v1/admin/retention`: what the server forgets, and what it has forgotten. */
export const retentionResponseSchema = z.object({
  rules: z.array(z.object({ rule: z.enum(ruleNames), days: z.int().min(1), because: z.string() })),
  /** Null: it has never run. */
  lastRunAtMs: z.int().nullable(),
  /** Before this the clock is not believed, and nothing is forgotten by its age. */
  trustedFromMs: z.int().nullable(),
  /** The newest first: how many entries, rows or words went by which rule. */
  runs: z.array(
    z.object({
      begunAtMs: z.int(),
      rule: z.enum([...ruleNames, 'returned', 'erased']),
      forgotten: z.int().min(1),
    }),
  ),
});
export type RetentionResponse = z.infer<typeof retentionResponseSchema>;

/** `POST /api/v1/admin/holds`: nothing of this is forgotten or erased until it is released. */
export const holdRequestSchema = z.strictObject({
  protocol: z.int(),
  unitId: z.string().min(1).max(40),
  shiftId: z.string().min(1).max(80).optional(),
  fromMs: z.int().min(0).optional(),
  untilMs: z.int().min(0).optional(),
  /** One record, and what its person declared. */
  recordId: z.uuid().optional(),
  /** Who ordered it and under which number; no person's name. */
  reason: z.string().trim().min(1).max(200),
});

const holdSchema = z.object({
  holdId: z.string(),
  unitId: z.string(),
  shiftId: z.string().nullable(),
  fromMs: z.int().nullable(),
  untilMs: z.int().nullable(),
  subjectIds: z.array(z.string()).readonly().nullable(),
  reason: z.string(),
  placedAtMs: z.int(),
  releasedAtMs: z.int().nullable(),
});

/** `GET /api/v1/admin/holds`, and the answer to placing or releasing one. */
export const holdsResponseSchema = z.object({ holds: z.array(holdSchema) });
export type HoldsResponse = z.infer<typeof holdsResponseSchema>;

/** `POST /api/v1/admin/hold-releases` */
export const holdReleaseRequestSchema = z.strictObject({
  protocol: z.int(),
  holdId: z.string().min(1).max(40),
});

/** `POST /api/v1/admin/statistics`: crossings whose people were forgotten, by one question at a time. */
export const statisticsRequestSchema = z.strictObject({
  protocol: z.int(),
  fromMs: z.int().min(0),
  untilMs: z.int().min(0),
});

export const statisticsResponseSchema = z.object({
  cells: z.array(
    z.object({
      unitId: z.string(),
      fromMs: z.int(),
      question: z.string(),
      answer: z.string(),
      /** Null: too few to be told. */
      crossings: z.int().nullable(),
    }),
  ),
});
export type StatisticsResponse = z.infer<typeof statisticsResponseSchema>;
