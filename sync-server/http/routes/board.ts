import type { FastifyInstance } from 'fastify';
import { readBoard } from '../../services/read-board.ts';
import type { AppPorts } from '../app-ports.ts';
import { authenticate } from '../authenticate.ts';
import { sendProblem } from '../problem-response.ts';

export const boardRoute = (app: FastifyInstance, ports: AppPorts): void => {
  app.get('/api/v1/board', async (request, reply) => {
    const device = await authenticate(ports, request);
    return device ? readBoard(ports) : sendProblem(reply, 'device/unknown');
  });
};
