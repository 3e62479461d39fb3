import type { FastifyInstance } from 'fastify';
import { enrolRequestSchema } from '#protocol/enrol.ts';
import { enrolDevice } from '../../services/enrol-device.ts';
import type { AppPorts } from '../app-ports.ts';
import { sendProblem } from '../problem-response.ts';
import { readRequest } from '../read-request.ts';

export const enrolRoute = (app: FastifyInstance, ports: AppPorts): void => {
  app.post('/api/v1/enrol', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const message = readRequest(enrolRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const answer = await enrolDevice(ports, ports.enrolCode, message.value);
    return answer.ok ? answer.value : sendProblem(reply, answer.error);
  });
};
