import type { FastifyInstance } from 'fastify';
import { countersignRequestSchema, statementRequestSchema } from '#protocol/shift-statement.ts';
import { readRequest } from '../../services/read-request.ts';
import { countersign } from '../../services/shift/countersign.ts';
import { keepStatements } from '../../services/shift/keep-statements.ts';
import type { RoutePorts } from '../app-ports.ts';
import { sessionOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';
import { shedUnderLoad } from '../shed.ts';

export const shiftRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  const tellShift = keepStatements(ports);
  const asked = { bodyLimit: 16 * 1024, onRequest: shedUnderLoad(ports, 'reconcile') };
  app.post('/api/v1/shift/statement', asked, async (request, reply) => {
    const message = readRequest(statementRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { nonce, shiftId } = message.value;
    const stated = await tellShift(sessionOf(request).unitId, shiftId);
    if (!stated.ok) return sendProblem(reply, stated.error);
    return { nonce, statement: stated.value };
  });

  app.post('/api/v1/shift/countersign', { bodyLimit: 64 * 1024 }, async (request, reply) => {
    const message = readRequest(countersignRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const signer = await ports.receiptSigner();
    const signed = await countersign(ports, signer, sessionOf(request), message.value);
    return signed.ok ? signed.value : sendProblem(reply, signed.error);
  });
};
