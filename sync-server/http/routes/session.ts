import type { FastifyInstance } from 'fastify';
import {
  challengeRequestSchema,
  sessionEndSchema,
  sessionHeader,
  sessionRequestSchema,
  type ChallengeResponse,
} from '#protocol/session.ts';
import { createChallenges } from '../../services/officers/challenges.ts';
import { openSession } from '../../services/officers/open-session.ts';
import { tokenToHash } from '../../services/identify-device.ts';
import { readRequest } from '../../services/read-request.ts';
import type { AppPorts } from '../app-ports.ts';
import { deviceOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';

/** An officer begins and ends to work with the server. */
export const sessionRoute = (app: FastifyInstance, ports: AppPorts): void => {
  const challenges = createChallenges(ports.random);
  const options = { bodyLimit: 16 * 1024 };

  app.post('/api/v1/session/challenge', options, async (request, reply) => {
    const message = readRequest(challengeRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const challenge = challenges.ask(deviceOf(request).deviceId, ports.clock());
    return { nonce: message.value.nonce, challenge } satisfies ChallengeResponse;
  });

  app.post('/api/v1/session', options, async (request, reply) => {
    const message = readRequest(sessionRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const opened = await openSession({ ...ports, challenges }, deviceOf(request), message.value);
    return opened.ok ? opened.value : sendProblem(reply, opened.error);
  });

  app.post('/api/v1/session/end', options, async (request, reply) => {
    const message = readRequest(sessionEndSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const token = request.headers[sessionHeader];
    if (typeof token === 'string') {
      await ports.store.transact((tx) => tx.endSession(tokenToHash(token)));
    }
    return { nonce: message.value.nonce };
  });
};
