import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  deviceEndingRequestSchema,
  enrolCodeRequestSchema,
  enrolCodeToQrText,
  type EnrolCodeResponse,
} from '#protocol/administration.ts';
import { endDevice, tellDevice } from '../../services/end-device.ts';
import { makeEnrolCode } from '../../services/enrol-code.ts';
import { readRequest } from '../../services/read-request.ts';
import type { AppPorts } from '../app-ports.ts';
import { sendProblem } from '../problem-response.ts';

const pathSchema = z.object({ deviceId: z.uuid() });

/** What an administrator does about tablets. Without a token of the operator's there is no such thing here. */
export const administrationRoute = (app: FastifyInstance, ports: AppPorts): void => {
  if (!ports.adminToken) return;
  const options = { bodyLimit: 16 * 1024 };

  app.post('/api/v1/admin/enrol-codes', options, async (request, reply) => {
    const message = readRequest(enrolCodeRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const made = await makeEnrolCode(ports, message.value.unitId);
    if (!made.ok) return sendProblem(reply, made.error);
    const qrText = enrolCodeToQrText(made.value.code);
    return { ...made.value, qrText } satisfies EnrolCodeResponse;
  });

  app.post('/api/v1/admin/device-endings', options, async (request, reply) => {
    const message = readRequest(deviceEndingRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const ended = await endDevice(ports, message.value);
    const account = ended.ok ? await tellDevice(ports, ended.value.deviceId) : ended;
    return account.ok ? account.value : sendProblem(reply, account.error);
  });

  app.get('/api/v1/admin/devices/:deviceId', options, async (request, reply) => {
    const path = pathSchema.safeParse(request.params);
    if (!path.success) return sendProblem(reply, 'request/malformed');
    const account = await tellDevice(ports, path.data.deviceId);
    return account.ok ? account.value : sendProblem(reply, account.error);
  });
};
