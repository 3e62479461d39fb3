import { finished } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pushLimitBytes } from '#protocol/push.ts';
import { acceptPush } from '../../services/accept-push.ts';
import type { RoutePorts } from '../app-ports.ts';
import { deviceOf } from '../callers.ts';
import { sendBusy, sendProblem } from '../problem-response.ts';
import { shedUnderLoad } from '../shed.ts';
import { createTurnstile } from '../turnstile.ts';

/** Pushes that are read and taken at once; the others wait as the bytes they came as. */
const atOnce = 24;

/** A push that is let in, and how to say that it is done with. */
type Visit = { readonly leave: () => void; isAtWork: boolean };

export const pushRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  const visits = new WeakMap<FastifyRequest, Visit>();
  const turnstile = createTurnstile(atOnce);

  /** Before the body is read, and once it is known who sends it: whether there is still room for it. */
  const enter = async (request: FastifyRequest, reply: FastifyReply) => {
    if (ports.load.isTooMuchFor('push')) return sendBusy(reply, ports.load.returnSeconds());
    const visit: Visit = { leave: ports.load.enter(), isAtWork: false };
    visits.set(request, visit);
    // The line may break before the body is whole.
    finished(reply.raw, () => {
      if (!visit.isAtWork) visit.leave();
    });
    return undefined;
  };
  // Whoever it is: a signature costs more than the answer that there is no room.
  const onRequest = shedUnderLoad(ports, 'push');

  app.post(
    '/api/v1/push',
    {
      bodyLimit: pushLimitBytes,
      onRequest,
      preParsing: async (request, reply) => {
        await enter(request, reply);
      },
    },
    async (request, reply) => {
      const visit = visits.get(request);
      if (!visit) return sendBusy(reply, ports.load.returnSeconds());
      visit.isAtWork = true;
      try {
        const answer = await turnstile.pass(() =>
          acceptPush(ports, deviceOf(request), request.body, ports.load.paceMs()),
        );
        return answer.ok ? answer.value : sendProblem(reply, answer.error);
      } finally {
        visit.leave();
      }
    },
  );
};
