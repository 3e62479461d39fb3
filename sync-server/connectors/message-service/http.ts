import { z } from 'zod';
import { ok, type Result } from '#domain/core/result.ts';
import type { PartnerConfig } from '../../config.ts';
import type { MessageService } from '../../services/reports/partners.ts';
import { parseJson } from '../read-response.ts';
import { readPartner } from '../read-partner.ts';
import { isSignedDelivery, keyHeader, signatureHeader } from '../signature.ts';
import { createSignedPost, usualBreaker, type PartnerAccess } from '../signed-post.ts';

const takenSchema = z.object({ taken: z.literal(true) });

const messageSchema = z.object({
  sender: z.string().trim().min(1).max(60),
  text: z.string().trim().min(1).max(2000),
});

/** A message service over HTTP: what citizens write comes signed, under its message id; answers go back signed. */
export const httpMessageService = (
  access: PartnerAccess,
  clock: () => number,
  rule = usualBreaker,
): MessageService => {
  const mediaType = 'application/json';
  const isTaken = (body: unknown) => takenSchema.safeParse(body).success;
  const { post, close } = createSignedPost(access, { mediaType, isTaken }, clock, rule);
  return {
    read: ({ header, body }) => {
      const messageId = header(keyHeader);
      if (!/^[\w-]{8,64}$/.test(messageId)) return null;
      if (!isSignedDelivery(access.secret, messageId, body, header(signatureHeader))) return null;
      const message = messageSchema.safeParse(parseJson(body));
      return message.success ? { messageId, ...message.data } : null;
    },
    answer: ({ idempotencyKey, ...told }, patienceMs) =>
      post({ key: idempotencyKey, body: told }, patienceMs),
    close,
  };
};

/** The service that the operator named, with its secret from a file. A refusal is one sentence. */
export const openMessageService = (
  config: PartnerConfig,
  clock: () => number,
): Result<MessageService, string> => {
  const access = readPartner(config, 'MESSAGES_SECRET_FILE');
  return access.ok ? ok(httpMessageService(access.value, clock)) : access;
};
