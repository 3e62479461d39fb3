import { z } from 'zod';
import type { AgencyPort } from '../../services/reports/partners.ts';
import { parseJson } from '../read-response.ts';
import { isSignedDelivery, keyHeader, signatureHeader } from '../signature.ts';
import { createSignedPost, usualBreaker, type PartnerAccess } from '../signed-post.ts';

/** What says that a report was taken. */
const takenSchema = z.object({ taken: z.literal(true) });

const replySchema = z.object({
  reportId: z.uuid(),
  outcome: z.enum(['handled', 'not-ours']),
  text: z.string().trim().min(1).max(2000),
});

/** An agency's system over HTTP: reports are posted to it, signed; its replies come signed the same way. */
export const httpAgency = (
  access: PartnerAccess,
  clock: () => number,
  rule = usualBreaker,
): NonNullable<AgencyPort['system']> => {
  const mediaType = 'application/json';
  const isTaken = (body: unknown) => takenSchema.safeParse(body).success;
  const { post, close } = createSignedPost(access, { mediaType, isTaken }, clock, rule);
  return {
    deliver: ({ idempotencyKey, receivedAtMs, ...told }, patienceMs) => {
      const receivedAt = new Date(receivedAtMs).toISOString();
      return post({ key: idempotencyKey, body: { ...told, receivedAt } }, patienceMs);
    },
    readReply: ({ header, body }) => {
      const key = header(keyHeader);
      if (!/^[\w-]{8,64}$/.test(key)) return null;
      if (!isSignedDelivery(access.secret, key, body, header(signatureHeader))) return null;
      const reply = replySchema.safeParse(parseJson(body));
      return reply.success ? { key, ...reply.data } : null;
    },
    close,
  };
};
