import type { FastifyInstance } from 'fastify';
import {
  referralsLiveRequestSchema,
  referralsRequestSchema,
  referralStepRequestSchema,
} from '#protocol/referrals.ts';
import { readRequest } from '../../services/read-request.ts';
import { watchReferrals } from '../../services/referrals/referral-watch.ts';
import { takeStep } from '../../services/referrals/take-step.ts';
import { tellReferrals } from '../../services/referrals/tell-referrals.ts';
import type { AppPorts } from '../app-ports.ts';
import { sessionOf } from '../callers.ts';
import { openEventLine, type EventLine } from '../event-line.ts';
import { sendProblem } from '../problem-response.ts';

const usualAcknowledgeMs = 15 * 60_000;
const bodyLimit = 16 * 1024;

export const referralsRoute = (app: FastifyInstance, ports: AppPorts): void => {
  const { acknowledgeMs = usualAcknowledgeMs, isDelivered = false } = ports;
  const watch = watchReferrals(ports);
  app.addHook('preClose', async () => watch.close());

  app.post('/api/v1/referrals', { bodyLimit }, async (request, reply) => {
    const message = readRequest(referralsRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    return tellReferrals(
      { ...ports, acknowledgeMs, isDelivered },
      sessionOf(request),
      message.value,
    );
  });

  app.post('/api/v1/referrals/step', { bodyLimit }, async (request, reply) => {
    const message = readRequest(referralStepRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const taken = await takeStep(ports, sessionOf(request), message.value);
    if (!taken.ok) return sendProblem(reply, taken.error);
    return { nonce: message.value.nonce, state: taken.value };
  });

  app.post('/api/v1/referrals/live', { bodyLimit }, async (request, reply) => {
    const message = readRequest(referralsLiveRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    let head: number | null = null;
    const tell = (line: EventLine): void => {
      if (head !== null) line.tell({ head });
    };
    return openEventLine(reply, tell, (line) =>
      watch.listen((next) => {
        head = next;
        tell(line);
      }, line.end),
    );
  });
};
