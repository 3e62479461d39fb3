import type { FastifyInstance } from 'fastify';
import { pullQuerySchema } from '#protocol/pull.ts';
import { answerPull } from '../../services/answer-pull.ts';
import type { RoutePorts } from '../app-ports.ts';
import { deviceOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';
import { shedUnderLoad } from '../shed.ts';
import { readRequest } from '../../services/read-request.ts';

export const pullRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  app.get('/api/v1/pull', { onRequest: shedUnderLoad(ports, 'pull') }, async (request, reply) => {
    const query = readRequest(pullQuerySchema, request.query);
    if (!query.ok) return sendProblem(reply, query.error);
    const answer = await answerPull(ports, deviceOf(request), query.value);
    return answer.ok ? answer.value : sendProblem(reply, answer.error);
  });
};
