import type { FastifyInstance } from 'fastify';
import { enrolRequestSchema } from '#protocol/enrol.ts';
import { enrolDevice } from '../../services/enrol-device.ts';
import type { AppPorts } from '../app-ports.ts';
import { createGuessLimit } from '../guess-limit.ts';
import { sendProblem } from '../problem-response.ts';
import { spokenVersions } from '#protocol/version.ts';
import { readRequest } from '../../services/read-request.ts';

export const enrolRoute = (app: FastifyInstance, ports: AppPorts): void => {
  const guesses = createGuessLimit();
  app.post('/api/v1/enrol', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const message = readRequest(enrolRequestSchema, request.body, spokenVersions);
    if (!message.ok) return sendProblem(reply, message.error);
    const waitSeconds = guesses.waitSeconds(ports.clock());
    if (waitSeconds > 0) {
      reply.header('retry-after', String(waitSeconds));
      return sendProblem(reply, 'enrolment/too-many');
    }
    const answer = await enrolDevice(ports, ports.enrolCode, message.value);
    if (answer.ok) return answer.value;
    if (answer.error === 'enrolment/code-refused') guesses.noteWrong(ports.clock());
    return sendProblem(reply, answer.error);
  });
};
