import type { FastifyInstance } from 'fastify';
import { pullQuerySchema } from '#protocol/pull.ts';
import { answerPull } from '../../services/answer-pull.ts';
import type { RoutePorts } from '../app-ports.ts';
import { authenticate } from '../authenticate.ts';
import { sendProblem } from '../problem-response.ts';
import { shedUnderLoad } from '../shed.ts';
import { spokenVersions } from '#protocol/version.ts';
import { readRequest } from '../../services/read-request.ts';

export const pullRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  app.get('/api/v1/pull', { onRequest: shedUnderLoad(ports, 'pull') }, async (request, reply) => {
    const device = await authenticate(ports, request);
    if (!device) return sendProblem(reply, 'device/unknown');
    const query = readRequest(pullQuerySchema, request.query, spokenVersions);
    if (!query.ok) return sendProblem(reply, query.error);
    const answer = await answerPull(ports, device, query.value);
    return answer.ok ? answer.value : sendProblem(reply, answer.error);
  });
};
