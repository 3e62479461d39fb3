import type { FastifyInstance } from 'fastify';
import { auditRequestSchema } from '#protocol/audit.ts';
import { readRequest } from '../../services/read-request.ts';
import { tellAudit } from '../../services/tell-audit.ts';
import type { AppPorts } from '../app-ports.ts';
import { sendProblem } from '../problem-response.ts';

export const auditRoute = (app: FastifyInstance, ports: AppPorts): void => {
  app.post('/api/v1/audit', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const message = readRequest(auditRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    return tellAudit(ports, message.value.nonce, message.value.after);
  });
};
