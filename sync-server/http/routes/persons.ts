import type { FastifyInstance } from 'fastify';
import { personSearchSchema } from '#protocol/persons.ts';
import { findPersons } from '../../services/find-persons.ts';
import { readRequest } from '../../services/read-request.ts';
import type { AppPorts } from '../app-ports.ts';
import { sessionOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';

const longestSpanMs = 31 * 86_400_000;

export const personsRoute = (app: FastifyInstance, ports: AppPorts): void => {
  app.post('/api/v1/persons/search', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const message = readRequest(personSearchSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { fromMs, throughMs } = message.value;
    if (throughMs - fromMs > longestSpanMs) return sendProblem(reply, 'request/malformed');
    return findPersons(ports, sessionOf(request), message.value);
  });
};
