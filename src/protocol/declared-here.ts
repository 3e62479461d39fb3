import { z } from 'zod';

/** So many at the most are told at once, the latest; and so many a tablet may know already. */
export const mostDeclaredHere = 100;

/** `POST /api/v1/declarations/waiting`: who declared at the unit's poster and has not crossed yet. */
export const declaredHereRequestSchema = z.strictObject({
  protocol: z.int(),
  nonce: z.string().min(8).max(64),
  /** Declarations whose codes this tablet has: they are told by their ids alone. */
  known: z.array(z.uuid().toLowerCase()).max(mostDeclaredHere),
});

export const declaredHereResponseSchema = z.object({
  nonce: z.string(),
  /** Unix milliseconds. */
  serverTimeMs: z.int(),
  /** In the order in which they declared. */
  waiting: z.array(
    z.object({
      declarationId: z.uuid(),
      issuedAtMs: z.int(),
      /** The text of the code, as the citizen's telephone shows it; null: the tablet has it. */
      code: z.string().max(900).nullable(),
    }),
  ),
});
export type DeclaredHereResponse = z.infer<typeof declaredHereResponseSchema>;
