import type { FastifyInstance } from 'fastify';
import { quarantineRequestSchema, settleDeskRequestSchema } from '#protocol/settle.ts';
import { readRequest } from '../../services/read-request.ts';
import { tellQuarantine } from '../../services/tell-quarantine.ts';
import { tellDesk } from '../../services/tell-desk.ts';
import type { AppPorts } from '../app-ports.ts';
import { sessionOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';

const longestSpanMs = 31 * 86_400_000;

export const settleRoute = (app: FastifyInstance, ports: AppPorts): void => {
  app.post('/api/v1/settle/desk', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const message = readRequest(settleDeskRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    if (ports.clock() - message.value.fromMs > longestSpanMs + 60_000) {
      return sendProblem(reply, 'request/malformed');
    }
    return tellDesk(ports, sessionOf(request), message.value);
  });

  app.post('/api/v1/settle/quarantine', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const message = readRequest(quarantineRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    return tellQuarantine(ports, sessionOf(request), message.value);
  });
};
