import { z } from 'zod';

/** How the sandbox behaves until it is told otherwise. */
export const mannersSchema = z.strictObject({
  /** `hang-up`: the line is cut; `fail`: 500; `html`: a page that is not the registry's; `nonsense`: other JSON. */
  fault: z.enum(['none', 'hang-up', 'fail', 'html', 'nonsense', 'refuse']).default('none'),
  /** Before each answer, milliseconds. */
  delayMs: z.int().min(0).max(120_000).default(0),
  /** Answered a second; the rest get 429. Null: all. */
  perSecond: z.int().min(0).nullable().default(null),
  /** Says that everybody’s name differs. */
  wrong: z.boolean().default(false),
});
export type Manners = z.infer<typeof mannersSchema>;

export const goodManners: Manners = mannersSchema.parse({});
