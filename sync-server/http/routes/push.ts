import { finished } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
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
import type { EnrolledDevice } from '../../store/store.ts';
import type { RoutePorts } from '../app-ports.ts';
import { authenticate } from '../authenticate.ts';
import { sendBusy, sendProblem } from '../problem-response.ts';
import { readRequest, versionOf } from '../read-request.ts';
import { createTurnstile } from '../turnstile.ts';

/** Pushes that are read and taken at once; the others wait as the bytes they came as. */
const atOnce = 24;

/** A push that is let in: whose it is, and how to say that it is done with. */
type Visit = { readonly device: EnrolledDevice; readonly leave: () => void; isAtWork: boolean };

export const pushRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  const visits = new WeakMap<FastifyRequest, Visit>();
  const turnstile = createTurnstile(atOnce);
  app.addContentTypeParser(pushMediaType, { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });

  /** Before the body is read: who sends it, and whether there is room for it. */
  const admit = async (request: FastifyRequest, reply: FastifyReply) => {
    const device = await authenticate(ports, request);
    if (!device) return sendProblem(reply, 'device/unknown');
    if (ports.load.isTooMuchFor('push')) return sendBusy(reply, ports.load.returnSeconds());
    const visit: Visit = { device, leave: ports.load.enter(), isAtWork: false };
    visits.set(request, visit);
    // The line may break before the body is whole.
    finished(reply.raw, () => {
      if (!visit.isAtWork) visit.leave();
    });
    return undefined;
  };

  app.post(
    '/api/v1/push',
    { bodyLimit: pushLimitBytes, onRequest: admit },
    async (request, reply) => {
      const visit = visits.get(request);
      if (!visit) return sendProblem(reply, 'device/unknown');
      visit.isAtWork = true;
      try {
        const answer = await turnstile.pass(() => take(ports, visit.device, request.body));
        return answer.ok ? answer.value : sendProblem(reply, answer.error);
      } finally {
        visit.leave();
      }
    },
  );
};

const take = (
  ports: RoutePorts,
  device: EnrolledDevice,
  sent: unknown,
): Promise<Result<PushResponse | PushResponseV1, ProblemCode>> => {
  const body = sent instanceof Uint8Array ? decodePushBody(sent) : sent;
  return versionOf(body) === 1 ? takeV1(ports, device, body) : takeV2(ports, device, body);
};

const takeV2 = async (
  ports: RoutePorts,
  device: EnrolledDevice,
  body: unknown,
): Promise<Result<PushResponse, ProblemCode>> => {
  const message = readRequest(pushRequestSchema, body);
  return message.ok
    ? acceptPush(ports, device, message.value, ports.load.paceMs())
    : fail(message.error);
};

/** A page from before the last update, which has yet to be left. */
const takeV1 = async (
  ports: RoutePorts,
  device: EnrolledDevice,
  body: unknown,
): Promise<Result<PushResponseV1, ProblemCode>> => {
  const message = readRequest(pushRequestV1Schema, body, [1]);
  if (!message.ok) return fail(message.error);
  const pushed = pushFromV1(message.value, base64ToBytes);
  const answer = await acceptPush(ports, device, pushed, ports.load.paceMs());
  return answer.ok ? ok(responseToV1(answer.value)) : fail(answer.error);
};

const base64ToBytes = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(text, 'base64'));
