import type { FastifyInstance } from 'fastify';
import { readBoard } from '../../services/read-board.ts';
import type { AppPorts } from '../app-ports.ts';

export const boardRoute = (app: FastifyInstance, ports: AppPorts): void => {
  app.get('/api/v1/board', () => readBoard(ports));
};
