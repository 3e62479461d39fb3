import { z } from 'zod';

const count = z.int().min(0).max(1_000_000);

/** What a tablet tells of itself beside its queue: nothing of a person. What it cannot know is left out. */
export const tabletStateSchema = z.strictObject({
  /** Sheets begun and not kept. */
  drafts: count,
  /** Per cent, and whether it hangs on a cable. */
  battery: z.strictObject({ percent: z.int().min(0).max(100), charging: z.boolean() }).optional(),
  /** Megabytes that the browser uses and says it might use. */
  storage: z.strictObject({ usedMb: z.int().min(0), quotaMb: z.int().min(0) }).optional(),
});
export type TabletState = z.infer<typeof tabletStateSchema>;
