import { z } from 'zod';

/** Where the entry stands that could not be read; it is never changed. */
const placeSchema = {
  logId: z.uuid(),
  position: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
};

/** Why nothing is to follow from it. */
export const setAsideReasons = ['kept-again', 'practice', 'unreadable', 'other'] as const;
export type SetAsideReason = (typeof setAsideReasons)[number];

/** What became of an entry in quarantine; the subject is the id it was sent under. */
export const quarantineSettlingSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    ...placeSchema,
    outcome: z.literal('repaired'),
    /** The entry that says in its place what it meant. */
    repairedBy: z.uuid(),
  }),
  z.strictObject({
    ...placeSchema,
    outcome: z.literal('set-aside'),
    reason: z.enum(setAsideReasons),
    note: z.string().min(1).max(160).optional(),
  }),
]);
