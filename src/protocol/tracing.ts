import { z } from 'zod';
import { crossingSchema } from '#domain/declaration/crossing.ts';
import { declarationSchema } from '#domain/declaration/declaration.ts';
import { closenesses } from '#domain/tracing/closeness.ts';
import { foundWays } from '#domain/tracing/match-case.ts';
import { tracedCaseSchema } from '#domain/tracing/traced-case.ts';

const asked = { protocol: z.int(), nonce: z.string().min(8).max(64) };
const caseId = z.uuid();
const key = { unitId: z.string().min(1).max(40), recordId: z.uuid() };

/** Crossings that one step is about. */
export const mostActs = 1500;
/** Contacts that one answer tells of; who is further away is only counted. */
export const mostContacts = 500;

const caseCardSchema = z.object({
  caseId,
  enteredAtMs: z.number(),
  officerId: z.string(),
  traced: tracedCaseSchema,
  ended: z.enum(['closed', 'withdrawn']).nullable(),
  endedAtMs: z.number().nullable(),
});
export type CaseCard = z.infer<typeof caseCardSchema>;

/** `POST /api/v1/trace/cases`: the cases that were entered, the newest first. */
export const traceCasesRequestSchema = z.strictObject({ ...asked });
export const traceCasesResponseSchema = z.object({
  nonce: z.string(),
  cases: z.array(caseCardSchema),
});
export type TraceCasesResponse = z.infer<typeof traceCasesResponseSchema>;

/** `POST /api/v1/trace/cases/enter`: a case was confirmed. The id is minted once; repeating changes nothing. */
export const traceEnterSchema = z.strictObject({
  ...asked,
  caseId,
  traced: tracedCaseSchema,
  /** Whether the tablets are told to look for them. */
  watch: z.boolean(),
});
export type TraceEnter = z.infer<typeof traceEnterSchema>;

/** `POST /api/v1/trace/cases/end`: over, or entered by mistake. Nobody is looked for any more for its sake. */
export const traceEndSchema = z.strictObject({
  ...asked,
  caseId,
  ended: z.enum(['closed', 'withdrawn']),
});
export type TraceEnd = z.infer<typeof traceEndSchema>;

export const traceCaseResponseSchema = z.object({ nonce: z.string(), case: caseCardSchema });
export type TraceCaseResponse = z.infer<typeof traceCaseResponseSchema>;

/** `POST /api/v1/trace`: what a case leads to. */
export const traceRequestSchema = z.strictObject({
  ...asked,
  caseId,
  /** Instead of the case's own, for this look. */
  minutes: z.int().min(0).max(60).optional(),
  /** Noted in the audit. */
  purpose: z.enum(['look', 'export']),
});
export type TraceRequest = z.infer<typeof traceRequestSchema>;

const momentSchema = {
  ...key,
  /** Unix milliseconds, by the server's clock where the tablet knew it. */
  atMs: z.number(),
  laterMs: z.number(),
  doubtMs: z.number(),
};
const person = {
  /** Answers about health are not there for a role that may not see them. */
  declaration: declarationSchema.partial(),
  crossing: crossingSchema.partial(),
};

const ownCrossingSchema = z.object({
  ...momentSchema,
  ...person,
  ways: z.array(z.enum(foundWays)),
});
export type OwnCrossing = z.infer<typeof ownCrossingSchema>;

const meetingSchema = z.object({
  ...momentSchema,
  closeness: z.enum(closenesses),
  gapMs: z.number(),
  /** The crossing of the case that it was near to; null: joined by telephone or plate. */
  ownRecordId: z.uuid().nullable(),
});

const contactCardSchema = z.object({
  ...key,
  ...person,
  /** The closest first. */
  meetings: z.array(meetingSchema).min(1),
  /** For this case. */
  isReferred: z.boolean(),
  isWatched: z.boolean(),
});
export type ContactCard = z.infer<typeof contactCardSchema>;

export const traceResponseSchema = z.object({
  nonce: z.string(),
  case: caseCardSchema,
  minutes: z.int(),
  own: z.array(ownCrossingSchema),
  /** The closest first. */
  contacts: z.array(contactCardSchema),
  /** Contacts beyond those that are told. */
  more: z.int(),
  /** Lines of units' feeds that are not in the index yet: what they brought is missing here. */
  behind: z.int(),
});
export type TraceResponse = z.infer<typeof traceResponseSchema>;

/** `POST /api/v1/trace/act`: what is done with contacts of a case. Done again, it changes nothing. */
export const traceActRequestSchema = z.strictObject({
  ...asked,
  caseId,
  /** `refer`: to the health desk; `watch`, `unwatch`: tablets are to look for them, or no longer. */
  deed: z.enum(['refer', 'watch', 'unwatch']),
  people: z.array(z.strictObject(key)).min(1).max(mostActs),
});
export type TraceActRequest = z.infer<typeof traceActRequestSchema>;
export const traceActResponseSchema = z.object({
  nonce: z.string(),
  /** Of how many it holds now, whoever did it. */
  done: z.int(),
  /** What was forgotten, or taken back at the post, meanwhile. */
  missing: z.int(),
});
export type TraceActResponse = z.infer<typeof traceActResponseSchema>;

/** The longest span that flow is reckoned over. */
export const longestFlowMs = 7 * 86_400_000;

/** `POST /api/v1/trace/flow`: from which unit to which people went on; of nobody in particular. */
export const traceFlowRequestSchema = z.strictObject({
  ...asked,
  fromMs: z.int(),
  throughMs: z.int(),
});
export type TraceFlowRequest = z.infer<typeof traceFlowRequestSchema>;
export const traceFlowResponseSchema = z.object({
  nonce: z.string(),
  flows: z.array(z.object({ fromUnitId: z.string(), toUnitId: z.string(), people: z.int() })),
});
export type TraceFlowResponse = z.infer<typeof traceFlowResponseSchema>;
