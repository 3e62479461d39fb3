import type { FastifyInstance } from 'fastify';
import { decodePushBody } from '#protocol/push-body.ts';
import { pushLimitBytes, pushMediaType, pushRequestSchema } from '#protocol/push.ts';
import { acceptPush } from '../../services/accept-push.ts';
import type { AppPorts } from '../app-ports.ts';
import { authenticate } from '../authenticate.ts';
import { sendProblem } from '../problem-response.ts';
import { readRequest } from '../read-request.ts';

export const pushRoute = (app: FastifyInstance, ports: AppPorts): void => {
  app.addContentTypeParser<Buffer>(pushMediaType, { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, decodePushBody(body));
  });
  app.post('/api/v1/push', { bodyLimit: pushLimitBytes }, async (request, reply) => {
    const device = await authenticate(ports, request);
    if (!device) return sendProblem(reply, 'device/unknown');
    const message = readRequest(pushRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const answer = await acceptPush(ports, device, message.value);
    return answer.ok ? answer.value : sendProblem(reply, answer.error);
  });
};
