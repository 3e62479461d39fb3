import type { FastifyInstance } from 'fastify';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { decodePushBody } from '#protocol/push-body.ts';
import {
  pushFromV1,
  pushRequestV1Schema,
  responseToV1,
  type PushResponseV1,
} from '#protocol/push-v1.ts';
import {
  pushLimitBytes,
  pushMediaType,
  pushRequestSchema,
  type PushResponse,
} from '#protocol/push.ts';
import { acceptPush } from '../../services/accept-push.ts';
import type { ServicePorts } from '../../services/service-ports.ts';
import type { EnrolledDevice } from '../../store/store.ts';
import type { RoutePorts } from '../app-ports.ts';
import { authenticate } from '../authenticate.ts';
import { sendProblem } from '../problem-response.ts';
import { readRequest, versionOf } from '../read-request.ts';

export const pushRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  app.addContentTypeParser<Buffer>(pushMediaType, { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, decodePushBody(body));
  });
  app.post('/api/v1/push', { bodyLimit: pushLimitBytes }, async (request, reply) => {
    const device = await authenticate(ports, request);
    if (!device) return sendProblem(reply, 'device/unknown');
    const take = versionOf(request.body) === 1 ? takeV1 : takeV2;
    const answer = await take(ports, device, request.body);
    return answer.ok ? answer.value : sendProblem(reply, answer.error);
  });
};

const takeV2 = async (
  ports: ServicePorts,
  device: EnrolledDevice,
  body: unknown,
): Promise<Result<PushResponse, ProblemCode>> => {
  const message = readRequest(pushRequestSchema, body);
  return message.ok ? acceptPush(ports, device, message.value) : fail(message.error);
};

/** A page from before the last update, which has yet to be left. */
const takeV1 = async (
  ports: ServicePorts,
  device: EnrolledDevice,
  body: unknown,
): Promise<Result<PushResponseV1, ProblemCode>> => {
  const message = readRequest(pushRequestV1Schema, body, [1]);
  if (!message.ok) return fail(message.error);
  const answer = await acceptPush(ports, device, pushFromV1(message.value, base64ToBytes));
  return answer.ok ? ok(responseToV1(answer.value)) : fail(answer.error);
};

const base64ToBytes = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(text, 'base64'));
