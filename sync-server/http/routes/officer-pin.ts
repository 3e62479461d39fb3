import type { FastifyInstance } from 'fastify';
import { officerPinRequestSchema, type OfficerPinResponse } from '#protocol/officer-pin.ts';
import { takePinChange } from '../../services/officers/take-pin-change.ts';
import { readRequest } from '../../services/read-request.ts';
import type { AppPorts } from '../app-ports.ts';
import { deviceOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';

export const officerPinRoute = (app: FastifyInstance, ports: AppPorts): void => {
  app.post('/api/v1/officer-pin', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const message = readRequest(officerPinRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const officer = await takePinChange(ports, deviceOf(request), message.value);
    return { nonce: message.value.nonce, officer } satisfies OfficerPinResponse;
  });
};
