import type { FastifyInstance } from 'fastify';
import type { DeclareChallenged } from '#protocol/declare.ts';
import {
  mailboxAnswerRequestSchema,
  mailboxChallengeSchema,
  mailboxRequestSchema,
  type MailboxAnswerResponse,
  type MailboxResponse,
} from '#protocol/mailbox.ts';
import {
  createWorkChallenges,
  type WorkChallenges,
} from '../../services/declarations/work-challenges.ts';
import { readRequest } from '../../services/read-request.ts';
import { receiveFromPage } from '../../services/reports/receive-report.ts';
import { tellAnswer } from '../../services/reports/tell-answer.ts';
import type { RoutePorts } from '../app-ports.ts';
import { sendProblem } from '../problem-response.ts';
import { shedUnderLoad } from '../shed.ts';
import { reportingOf } from './partners.ts';

/** The mailbox page. Who writes need not say who they are; who reads an answer proves to have been given its secret. */
export const mailboxRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  let challenges: WorkChallenges | null = null;
  const work = () => (challenges ??= createWorkChallenges(ports.random(32), ports.random));
  const { partners } = reportingOf(ports);
  const asked = { bodyLimit: 16 * 1024, onRequest: shedUnderLoad(ports, 'reconcile') };

  app.post('/api/v1/mailbox/challenge', asked, async (request, reply) => {
    const message = readRequest(mailboxChallengeSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { nonce } = message.value;
    return { nonce, ...work().make(ports.clock()) } satisfies DeclareChallenged;
  });

  app.post('/api/v1/mailbox', asked, async (request, reply) => {
    const message = readRequest(mailboxRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { reportId: declarationId, proof } = message.value;
    if (!work().isProven({ declarationId, proof }, ports.clock())) {
      return sendProblem(reply, 'declare/proof-refused');
    }
    const waitSeconds = request.door.declare(request);
    if (waitSeconds > 0) {
      return sendProblem(reply.header('retry-after', String(waitSeconds)), 'declare/too-many');
    }
    const received = await receiveFromPage(ports, message.value);
    if (!received.ok) return sendProblem(reply, received.error);
    return { nonce: message.value.nonce, number: received.value } satisfies MailboxResponse;
  });

  app.post('/api/v1/mailbox/answer', asked, async (request, reply) => {
    const message = readRequest(mailboxAnswerRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const waitSeconds = request.door.declare(request);
    if (waitSeconds > 0) {
      return sendProblem(reply.header('retry-after', String(waitSeconds)), 'declare/too-many');
    }
    const told = await tellAnswer({ ...ports, partners }, message.value);
    if (!told.ok) return sendProblem(reply, told.error);
    return { nonce: message.value.nonce, ...told.value } satisfies MailboxAnswerResponse;
  });
};
