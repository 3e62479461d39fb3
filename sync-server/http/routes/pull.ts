import type { FastifyInstance } from 'fastify';
import { pullQuerySchema } from '#protocol/pull.ts';
import { answerPull } from '../../services/answer-pull.ts';
import type { RoutePorts } from '../app-ports.ts';
import { authenticateAtWork } from '../authenticate.ts';
import { sendProblem } from '../problem-response.ts';
import { shedUnderLoad } from '../shed.ts';
import { readRequest } from '../../services/read-request.ts';

export const pullRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  app.get('/api/v1/pull', { onRequest: shedUnderLoad(ports, 'pull') }, async (request, reply) => {
    const device = await authenticateAtWork(ports, request);
    if (!device.ok) return sendProblem(reply, device.error);
    const query = readRequest(pullQuerySchema, request.query);
    if (!query.ok) return sendProblem(reply, query.error);
    const answer = await answerPull(ports, device.value, query.value);
    return answer.ok ? answer.value : sendProblem(reply, answer.error);
  });
};
