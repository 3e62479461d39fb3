import type { FastifyInstance } from 'fastify';
import { identityRequestSchema, type IdentityResponse } from '#protocol/identity.ts';
import { readRequest } from '../../services/read-request.ts';
import type { AppPorts } from '../app-ports.ts';
import { deviceOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';
import { createTokenBuckets } from '../token-buckets.ts';

/** As many people as one lane can let through in haste; who guesses at people is slowed down. */
const askingRule = { burst: 30, perSecond: 0.5 };
const mostTablets = 5000;

export const identityRoute = (app: FastifyInstance, ports: AppPorts): void => {
  const { askIdentity, monotonicMs = () => performance.now() } = ports;
  const asking = createTokenBuckets(askingRule, mostTablets);
  app.post('/api/v1/identity', { bodyLimit: 4 * 1024 }, async (request, reply) => {
    const message = readRequest(identityRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { nonce, question } = message.value;
    const isTooOften = asking.take(deviceOf(request).deviceId, 1, monotonicMs()) > 0;
    const answer = isTooOften || !askIdentity ? null : await askIdentity(question);
    return { nonce, answer } satisfies IdentityResponse;
  });
};
