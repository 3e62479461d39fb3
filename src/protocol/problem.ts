import { z } from 'zod';

/** What the client should do about it, and when. */
export const retrySchema = z.enum(['now', 'later', 'after-sign-in', 'after-update', 'never']);

/** The closed list of everything the server can refuse, with its HTTP status and its retry hint. */
export const problems = {
  'request/malformed': { status: 400, retry: 'never' },
  'request/too-large': { status: 413, retry: 'now' },
  'protocol/unsupported': { status: 400, retry: 'after-update' },
  'device/unknown': { status: 401, retry: 'after-sign-in' },
  'device/switched-off': { status: 403, retry: 'never' },
  'device/not-allowed': { status: 403, retry: 'never' },
  'enrolment/code-refused': { status: 403, retry: 'never' },
  'enrolment/other-unit': { status: 403, retry: 'never' },
  'enrolment/too-many': { status: 429, retry: 'later' },
  'administrator/unknown': { status: 401, retry: 'after-sign-in' },
  'parcel/refused': { status: 403, retry: 'never' },
  'session/needed': { status: 401, retry: 'after-sign-in' },
  'session/second-factor': { status: 403, retry: 'after-sign-in' },
  'session/refused': { status: 403, retry: 'never' },
  'session/too-many': { status: 429, retry: 'later' },
  'passkey/refused': { status: 403, retry: 'never' },
  'passkey/none': { status: 404, retry: 'never' },
  'officer/not-allowed': { status: 403, retry: 'never' },
  'open-key/unknown': { status: 401, retry: 'never' },
  'open-key/not-allowed': { status: 403, retry: 'never' },
  'unit/unknown': { status: 404, retry: 'never' },
  'record/unknown': { status: 404, retry: 'never' },
  'referral/unknown': { status: 404, retry: 'never' },
  'referral/overtaken': { status: 409, retry: 'never' },
  'bulletin/unknown': { status: 404, retry: 'never' },
  'bulletin/overtaken': { status: 409, retry: 'never' },
  'bulletin/own': { status: 403, retry: 'never' },
  'bulletin/over': { status: 422, retry: 'never' },
  'bulletin/not-for-citizens': { status: 422, retry: 'never' },
  'report/unknown': { status: 404, retry: 'never' },
  'report/overtaken': { status: 409, retry: 'never' },
  'report/no-agency': { status: 422, retry: 'never' },
  'report/no-receipt': { status: 404, retry: 'never' },
  'partner/unknown': { status: 401, retry: 'never' },
  'case/unknown': { status: 404, retry: 'never' },
  'hold/unknown': { status: 404, retry: 'never' },
  'request/unknown': { status: 404, retry: 'never' },
  'route/unknown': { status: 404, retry: 'never' },
  'declare/proof-refused': { status: 403, retry: 'now' },
  'declare/too-many': { status: 429, retry: 'later' },
  'declare/incomplete': { status: 422, retry: 'never' },
  'declare/too-long': { status: 422, retry: 'never' },
  'declare/refused': { status: 403, retry: 'never' },
  'declare/ended': { status: 409, retry: 'never' },
  'shift/differs': { status: 409, retry: 'now' },
  'shift/not-yours': { status: 403, retry: 'never' },
  'rules/malformed': { status: 422, retry: 'never' },
  'rules/milder': { status: 422, retry: 'never' },
  'rules/lets-illness-pass': { status: 422, retry: 'never' },
  'server/busy': { status: 503, retry: 'later' },
  'server/failed': { status: 500, retry: 'later' },
} as const satisfies Record<string, { status: number; retry: z.infer<typeof retrySchema> }>;

export type ProblemCode = keyof typeof problems;

const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];

/** The body of every answer that is not a success. `reference` can be read aloud to find the log line. */
export const problemSchema = z.object({
  problem: z.enum(problemCodes),
  retry: retrySchema,
  reference: z.string().max(40),
});
export type Problem = z.infer<typeof problemSchema>;
