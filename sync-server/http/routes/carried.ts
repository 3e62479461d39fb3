import type { FastifyInstance } from 'fastify';
import { carryLimitBytes, carryRequestSchema } from '#protocol/carry.ts';
import { decodePushBody } from '#protocol/push-body.ts';
import { acceptCarried } from '../../services/accept-carried.ts';
import { readRequest } from '../../services/read-request.ts';
import type { RoutePorts } from '../app-ports.ts';
import { deviceOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';
import { shedUnderLoad } from '../shed.ts';
import { createTurnstile } from '../turnstile.ts';

/** Few at once: a parcel is as heavy as a push, and whoever carries one can wait. */
const atOnce = 4;

export const carriedRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  const turnstile = createTurnstile(atOnce);
  // After reading and comparing, before what a tablet itself holds.
  const onRequest = shedUnderLoad(ports, 'reconcile');
  app.post('/api/v1/carried', { bodyLimit: carryLimitBytes, onRequest }, (request, reply) =>
    turnstile.pass(async () => {
      const { body } = request;
      const input = body instanceof Uint8Array ? decodePushBody(body) : body;
      const message = readRequest(carryRequestSchema, input);
      if (!message.ok) return sendProblem(reply, message.error);
      const answer = await acceptCarried(ports, deviceOf(request), message.value);
      return answer.ok ? answer.value : sendProblem(reply, answer.error);
    }),
  );
};
