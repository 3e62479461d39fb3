import type { FastifyInstance } from 'fastify';
import { mergedRequestSchema } from '#protocol/merged.ts';
import { tellMerged } from '../../services/tell-merged.ts';
import type { RoutePorts } from '../app-ports.ts';
import { authenticateAtWork } from '../authenticate.ts';
import { sendProblem } from '../problem-response.ts';
import { readRequest } from '../../services/read-request.ts';

export const mergedRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  app.post('/api/v1/merged', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const device = await authenticateAtWork(ports, request);
    if (!device.ok) return sendProblem(reply, device.error);
    const message = readRequest(mergedRequestSchema, request.body);
    return message.ok
      ? tellMerged(ports, device.value, message.value)
      : sendProblem(reply, message.error);
  });
};
