import type { FastifyInstance } from 'fastify';
import { reconcileRequestSchema } from '#protocol/reconcile.ts';
import { reconcileLog } from '../../services/reconcile-log.ts';
import type { RoutePorts } from '../app-ports.ts';
import { deviceOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';
import { shedUnderLoad } from '../shed.ts';
import { readRequest } from '../../services/read-request.ts';

export const reconcileRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  const onRequest = shedUnderLoad(ports, 'reconcile');
  app.post('/api/v1/reconcile', { bodyLimit: 16 * 1024, onRequest }, async (request, reply) => {
    const message = readRequest(reconcileRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const receiptSigner = await ports.receiptSigner();
    const answer = await reconcileLog(ports, receiptSigner, deviceOf(request), message.value);
    return answer.ok ? answer.value : sendProblem(reply, answer.error);
  });
};
