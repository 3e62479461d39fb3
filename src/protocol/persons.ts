import { z } from 'zod';
import { crossingSchema } from '#domain/declaration/crossing.ts';
import { declarationSchema } from '#domain/declaration/declaration.ts';

/**
 * `POST /api/v1/persons/search`: who passed. In the body, because an address is written into logs.
 * Exactly one of the ways to say who is meant.
 */
export const personSearchSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
  who: z.union([
    /** Of any document, as the record bears it. */
    z.strictObject({ number: z.string().min(4).max(24) }),
    /** E.164. */
    z.strictObject({ phone: z.string().regex(/^\+\d{8,15}$/) }),
    z.strictObject({ plate: z.string().min(4).max(12) }),
    /** Every word must be in the name; letters without their marks find those with them. */
    z.strictObject({ name: z.string().min(2).max(80) }),
  ]),
  /** Unix milliseconds; both ends belong to it. At most 31 days. */
  fromMs: z.int(),
  throughMs: z.int(),
});
export type PersonSearch = z.infer<typeof personSearchSchema>;

/** Answers about health are not there for a role that may not see them. */
const personFoundSchema = z.object({
  recordId: z.uuid(),
  unitId: z.string(),
  /** Unix milliseconds, by the server's clock where the tablet knew it. */
  atMs: z.number(),
  isVoid: z.boolean(),
  declaration: declarationSchema.partial(),
  crossing: crossingSchema.partial(),
});
export type PersonFound = z.infer<typeof personFoundSchema>;

export const personSearchResponseSchema = z.object({
  nonce: z.string(),
  found: z.array(personFoundSchema),
  /** More were found than are told: ask for less. */
  more: z.boolean(),
});
export type PersonSearchResponse = z.infer<typeof personSearchResponseSchema>;
