import type { FastifyInstance } from 'fastify';
import { deviceKeyRequestSchema } from '#protocol/device-key.ts';
import { readRequest } from '../../services/read-request.ts';
import { registerKey } from '../../services/register-key.ts';
import type { AppPorts } from '../app-ports.ts';
import { readSignature, readToken } from '../authenticate.ts';
import { sendProblem } from '../problem-response.ts';

export const deviceKeyRoute = (app: FastifyInstance, ports: AppPorts): void => {
  app.post('/api/v1/device-key', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const token = readToken(request);
    const signed = readSignature(request);
    if (token === null || signed === null) return sendProblem(reply, 'device/unknown');
    const message = readRequest(deviceKeyRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const answer = await registerKey(ports, token, signed, message.value);
    return answer.ok ? answer.value : sendProblem(reply, answer.error);
  });
};
