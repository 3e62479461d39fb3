import type { FastifyInstance } from 'fastify';
import { mergedRequestSchema } from '#protocol/merged.ts';
import { tellMerged } from '../../services/tell-merged.ts';
import type { RoutePorts } from '../app-ports.ts';
import { deviceOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';
import { readRequest } from '../../services/read-request.ts';

export const mergedRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  app.post('/api/v1/merged', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const message = readRequest(mergedRequestSchema, request.body);
    return message.ok
      ? tellMerged(ports, deviceOf(request), message.value)
      : sendProblem(reply, message.error);
  });
};
