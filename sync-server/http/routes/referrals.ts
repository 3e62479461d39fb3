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
import { sendProblem } from '../problem-response.ts';

const usualAcknowledgeMs = 15 * 60_000;
const bodyLimit = 16 * 1024;
/** Who hears nothing for much longer knows that the line is dead. */
const beatEveryMs = 5000;
/** Then who listens comes again, and proves anew to be one who may. */
const longestLineMs = 300_000;

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
    reply.hijack();
    const line = reply.raw;
    line.writeHead(200, {
      ...plainHeaders(reply.getHeaders()),
      'content-type': 'text/event-stream',
      // A proxy that gathers answers would hold the news back.
      'x-accel-buffering': 'no',
    });
    let head: number | null = null;
    const tell = (): void => {
      if (head !== null) line.write(`data: ${JSON.stringify({ head })}\n\n`);
    };
    const end = (): void => {
      line.end();
    };
    const beat = setInterval(tell, beatEveryMs);
    const last = setTimeout(end, longestLineMs);
    const stop = watch.listen((next) => {
      head = next;
      tell();
    }, end);
    line.once('close', () => {
      stop();
      clearInterval(beat);
      clearTimeout(last);
    });
    return reply;
  });
};

const plainHeaders = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
