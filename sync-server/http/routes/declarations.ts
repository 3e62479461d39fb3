import type { FastifyInstance } from 'fastify';
import {
  declareChallengeSchema,
  declareRequestSchema,
  withdrawRequestSchema,
  type DeclareChallenged,
  type DeclareResponse,
  type WithdrawResponse,
} from '#protocol/declare.ts';
import { declaredHereRequestSchema, type DeclaredHereResponse } from '#protocol/declared-here.ts';
import { declareOnline, withdrawOnline } from '../../services/declarations/keep-declaration.ts';
import {
  createWorkChallenges,
  type WorkChallenges,
} from '../../services/declarations/work-challenges.ts';
import { tellDeclaredHere } from '../../services/declarations/tell-declared-here.ts';
import { readRequest } from '../../services/read-request.ts';
import type { RoutePorts } from '../app-ports.ts';
import { sessionOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';
import { shedUnderLoad } from '../shed.ts';

/** The citizen's page, which is never told whether a person is known; and the tablets of the unit it was opened for. */
export const declarationsRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  let challenges: WorkChallenges | null = null;
  const work = () => (challenges ??= createWorkChallenges(ports.random(32), ports.random));
  const asked = { bodyLimit: 16 * 1024, onRequest: shedUnderLoad(ports, 'reconcile') };

  app.post('/api/v1/declarations/challenge', asked, async (request, reply) => {
    const message = readRequest(declareChallengeSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { nonce } = message.value;
    return { nonce, ...work().make(ports.clock()) } satisfies DeclareChallenged;
  });

  app.post('/api/v1/declarations', asked, async (request, reply) => {
    const message = readRequest(declareRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    if (!work().isProven(message.value, ports.clock())) {
      return sendProblem(reply, 'declare/proof-refused');
    }
    const waitSeconds = request.door.declare(request);
    if (waitSeconds > 0) {
      return sendProblem(reply.header('retry-after', String(waitSeconds)), 'declare/too-many');
    }
    const answer = await declareOnline(ports, message.value);
    if (!answer.ok) return sendProblem(reply, answer.error);
    return { nonce: message.value.nonce, ...answer.value } satisfies DeclareResponse;
  });

  app.post('/api/v1/declarations/withdraw', asked, async (request, reply) => {
    const message = readRequest(withdrawRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const waitSeconds = request.door.declare(request);
    if (waitSeconds > 0) {
      return sendProblem(reply.header('retry-after', String(waitSeconds)), 'declare/too-many');
    }
    const { nonce, declarationId } = message.value;
    const answer = await withdrawOnline(ports, message.value);
    if (!answer.ok) return sendProblem(reply, answer.error);
    return { nonce, declarationId } satisfies WithdrawResponse;
  });

  const polled = { ...asked, onRequest: shedUnderLoad(ports, 'pull') };
  app.post('/api/v1/declarations/waiting', polled, async (request, reply) => {
    const message = readRequest(declaredHereRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { nonce, known } = message.value;
    const told = await tellDeclaredHere(ports, sessionOf(request), known);
    return { nonce, ...told } satisfies DeclaredHereResponse;
  });
};
