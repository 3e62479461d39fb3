import { z } from 'zod';

/** `GET /api/v1/bulletins/public`: what the city tells its people now, the urgent first. */
export const publicBulletinsResponseSchema = z.object({
  serverTimeMs: z.int(),
  bulletins: z.array(
    z.object({
      bulletinId: z.uuid(),
      title: z.string(),
      text: z.string(),
      isUrgent: z.boolean(),
      publishedAtMs: z.int(),
      validUntilMs: z.int(),
    }),
  ),
});
export type PublicBulletinsResponse = z.infer<typeof publicBulletinsResponseSchema>;
