import { z } from 'zod';
import { subjectRequestKinds } from '#domain/retention/subject-request.ts';

/**
 * `POST /api/v1/admin/subjects/search`: what is held of a person, by exactly one of these. In the body, because
 * addresses are written into logs.
 */
export const subjectSearchSchema = z.strictObject({
  protocol: z.int(),
  who: z.union([
    z.strictObject({ number: z.string().min(4).max(24) }),
    z.strictObject({ phone: z.string().min(8).max(20) }),
    /** A name as written, with or without marks, and a birth day as far as it is known. */
    z.strictObject({ name: z.string().min(2).max(80), born: z.string().min(4).max(10) }),
  ]),
});
export type SubjectSearch = z.infer<typeof subjectSearchSchema>;

/** One statement of a person, with the crossing it was made for. Ids name nobody. */
const subjectSchema = z.strictObject({
  unitId: z.string().min(1).max(40),
  declarationId: z.uuid(),
  /** Null: no crossing bears it, or it was forgotten. */
  recordId: z.uuid().nullable(),
});
export type Subject = z.infer<typeof subjectSchema>;

export const subjectSearchResponseSchema = z.object({
  /** Enough to tell namesakes apart. */
  found: z.array(
    z.object({
      subject: subjectSchema,
      fullName: z.string(),
      dob: z.string(),
      declaredAt: z.string(),
    }),
  ),
});
export type SubjectSearchResponse = z.infer<typeof subjectSearchResponseSchema>;

/** `POST /api/v1/admin/subject-requests`: what a person asks for about these. */
export const subjectRequestSchema = z.strictObject({
  protocol: z.int(),
  kind: z.enum(subjectRequestKinds),
  subjects: z.array(subjectSchema).min(1).max(200),
  /** When it came, Unix milliseconds; absent: now. */
  receivedAtMs: z.int().min(0).optional(),
});

/** `POST /api/v1/admin/subject-requests/carry-out`: gives, checks or erases what was asked for. */
export const carryOutRequestSchema = z.strictObject({
  protocol: z.int(),
  requestId: z.string().min(1).max(40),
  /** Erases within the tracing window as well; who decided so and why, no person's name. */
  decision: z.string().trim().min(1).max(200).optional(),
});

/**
 * Why something was not done. `legal-hold`: under investigation. `tracing`: traced by law for 21 days.
 * `possible-case`: not let through as usual. `gone`: no longer kept. `not-amended`: the unit has not entered it yet.
 */
const refusalReasons = ['legal-hold', 'tracing', 'possible-case', 'gone', 'not-amended'] as const;

export type RefusalReason = (typeof refusalReasons)[number];

const outcomeSchema = z.object({
  subject: subjectSchema,
  done: z.boolean(),
  refusal: z.enum(refusalReasons).nullable(),
});
export type SubjectOutcome = z.infer<typeof outcomeSchema>;

export const keptRequestSchema = z.object({
  requestId: z.string(),
  kind: z.enum(subjectRequestKinds),
  subjects: z.array(subjectSchema).readonly(),
  receivedAtMs: z.int(),
  answerDueMs: z.int(),
  dueMs: z.int(),
  state: z.enum(['open', 'done', 'refused']),
  closedAtMs: z.int().nullable(),
  decision: z.string().nullable(),
  outcomes: z.array(outcomeSchema).readonly(),
});
export type KeptRequest = z.infer<typeof keptRequestSchema>;

/** `GET /api/v1/admin/subject-requests`: the open ones first, what is due soonest first. */
export const subjectRequestsResponseSchema = z.object({ requests: z.array(keptRequestSchema) });
export type SubjectRequestsResponse = z.infer<typeof subjectRequestsResponseSchema>;

export const carryOutResponseSchema = z.object({
  request: keptRequestSchema,
  /** In words, each once, why something was not done or not there. */
  reasons: z.array(z.object({ vi: z.string(), en: z.string() })),
  /** Of an access: everything that is held, as data and as a page to print; null otherwise. */
  held: z.object({ records: z.array(z.unknown()), page: z.string() }).nullable(),
});
export type CarryOutResponse = z.infer<typeof carryOutResponseSchema>;
