import type { FastifyInstance } from 'fastify';
import { readBoard } from '../../services/read-board.ts';
import type { AppPorts } from '../app-ports.ts';
import { authenticateAtWork } from '../authenticate.ts';
import { sendProblem } from '../problem-response.ts';

export const boardRoute = (app: FastifyInstance, ports: AppPorts): void => {
  app.get('/api/v1/board', async (request, reply) => {
    const device = await authenticateAtWork(ports, request);
    return device.ok ? readBoard(ports) : sendProblem(reply, device.error);
  });
};
