import { z } from 'zod';

/** An event of `referrals/live` and `reports/live`: the queue's last place; it names nobody. */
export const queueHeadSchema = z.object({ head: z.int() });
