import type { FastifyInstance } from 'fastify';
import {
  longestFlowMs,
  traceActRequestSchema,
  traceCasesRequestSchema,
  traceEndSchema,
  traceEnterSchema,
  traceFlowRequestSchema,
  traceRequestSchema,
  type TraceCaseResponse,
  type TraceCasesResponse,
} from '#protocol/tracing.ts';
import { readRequest } from '../../services/read-request.ts';
import { actOnContacts } from '../../services/tracing/act-on-contacts.ts';
import { endCase, enterCase, listCases } from '../../services/tracing/keep-case.ts';
import { tellFlow } from '../../services/tracing/tell-flow.ts';
import { tellTrace } from '../../services/tracing/tell-trace.ts';
import type { AppPorts } from '../app-ports.ts';
import { sessionOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';

const bodyLimit = 16 * 1024;
const actLimit = 256 * 1024;

/** Confirmed cases and where they lead: for the tracer, who looks with a second factor. */
export const tracingRoute = (app: FastifyInstance, ports: AppPorts): void => {
  const { isDelivered = false } = ports;

  app.post('/api/v1/trace/cases', { bodyLimit }, async (request, reply) => {
    const message = readRequest(traceCasesRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const cases = await listCases(ports, sessionOf(request));
    return { nonce: message.value.nonce, cases } satisfies TraceCasesResponse;
  });

  app.post('/api/v1/trace/cases/enter', { bodyLimit }, async (request, reply) => {
    const message = readRequest(traceEnterSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const entered = await enterCase(ports, sessionOf(request), message.value);
    if (!entered.ok) return sendProblem(reply, entered.error);
    return { nonce: message.value.nonce, case: entered.value } satisfies TraceCaseResponse;
  });

  app.post('/api/v1/trace/cases/end', { bodyLimit }, async (request, reply) => {
    const message = readRequest(traceEndSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const ended = await endCase(ports, sessionOf(request), message.value);
    if (!ended.ok) return sendProblem(reply, ended.error);
    return { nonce: message.value.nonce, case: ended.value } satisfies TraceCaseResponse;
  });

  app.post('/api/v1/trace', { bodyLimit }, async (request, reply) => {
    const message = readRequest(traceRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const told = await tellTrace(ports, sessionOf(request), message.value);
    return told.ok ? told.value : sendProblem(reply, told.error);
  });

  app.post('/api/v1/trace/act', { bodyLimit: actLimit }, async (request, reply) => {
    const message = readRequest(traceActRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const done = await actOnContacts({ ...ports, isDelivered }, sessionOf(request), message.value);
    return done.ok ? done.value : sendProblem(reply, done.error);
  });

  app.post('/api/v1/trace/flow', { bodyLimit }, async (request, reply) => {
    const message = readRequest(traceFlowRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { fromMs, throughMs } = message.value;
    if (throughMs - fromMs > longestFlowMs) return sendProblem(reply, 'request/malformed');
    return tellFlow(ports, message.value);
  });
};
