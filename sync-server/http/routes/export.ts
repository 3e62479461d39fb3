import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { exportRequestSchema, exportTypes } from '#protocol/export.ts';
import { exportRecords } from '../../services/export/export-records.ts';
import { readRequest } from '../../services/read-request.ts';
import type { AppPorts } from '../app-ports.ts';
import { sessionOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';

export const exportRoute = (app: FastifyInstance, ports: AppPorts): void => {
  app.post('/api/v1/export', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const message = readRequest(exportRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const file = await exportRecords(ports, sessionOf(request), message.value);
    if (!file.ok) return sendProblem(reply, file.error);
    return reply
      .header('content-type', exportTypes[message.value.format])
      .header('content-disposition', `attachment; filename="${file.value.name}"`)
      .send(Readable.from(file.value.pieces));
  });
};
