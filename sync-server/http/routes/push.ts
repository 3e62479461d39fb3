import { finished } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pushLimitBytes } from '#protocol/push.ts';
import { acceptPush } from '../../services/accept-push.ts';
import type { EnrolledDevice } from '../../store/device.ts';
import type { RoutePorts } from '../app-ports.ts';
import { authenticate } from '../authenticate.ts';
import { sendBusy, sendProblem } from '../problem-response.ts';
import { createTurnstile } from '../turnstile.ts';

/** Pushes that are read and taken at once; the others wait as the bytes they came as. */
const atOnce = 24;

/** A push that is let in: whose it is, and how to say that it is done with. */
type Visit = { readonly device: EnrolledDevice; readonly leave: () => void; isAtWork: boolean };

export const pushRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  const visits = new WeakMap<FastifyRequest, Visit>();
  const turnstile = createTurnstile(atOnce);

  /** Before the body is read: who sends it, and whether there is room for it. */
  const admit = async (request: FastifyRequest, reply: FastifyReply) => {
    // Whoever it is: a signature costs more than this answer.
    if (ports.load.isTooMuchFor('push')) return sendBusy(reply, ports.load.returnSeconds());
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
        const answer = await turnstile.pass(() =>
          acceptPush(ports, visit.device, request.body, ports.load.paceMs()),
        );
        return answer.ok ? answer.value : sendProblem(reply, answer.error);
      } finally {
        visit.leave();
      }
    },
  );
};
