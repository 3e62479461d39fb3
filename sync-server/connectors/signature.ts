import { createHmac, timingSafeEqual } from 'node:crypto';

/** Names of what is sent beside the body. */
export const keyHeader = 'idempotency-key';
export const signatureHeader = 'x-chot-signature';

/**
 * HMAC-SHA-256 over the idempotency key, a line feed and the body as it is sent. The key stands for the one
 * delivery, so that who records a request cannot pass it off as another, and no clock need agree.
 */
export const signDelivery = (secret: string, key: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${key}\n${body}`).digest('hex')}`;

export const isSignedDelivery = (
  secret: string,
  key: string,
  body: string,
  signature: string,
): boolean => {
  const [given, right] = [signature, signDelivery(secret, key, body)].map((text) =>
    Buffer.from(text),
  );
  return given !== undefined && right?.length === given.length && timingSafeEqual(given, right);
};
