import type { FastifyInstance } from 'fastify';
import { usualRetention } from '#domain/retention/server-rules.ts';
import {
  holdReleaseRequestSchema,
  holdRequestSchema,
  statisticsRequestSchema,
  type HoldsResponse,
} from '#protocol/retention.ts';
import {
  placeHold,
  releaseHold,
  tellRetention,
  tellStatistics,
} from '../../services/retention/legal-holds.ts';
import { readRequest } from '../../services/read-request.ts';
import type { AppPorts } from '../app-ports.ts';
import { sendProblem } from '../problem-response.ts';

/** What the server forgets, what it must not forget, and what it has kept of the forgotten. */
export const retentionRoute = (app: FastifyInstance, ports: AppPorts): void => {
  const { retention = usualRetention, store } = ports;
  if (!ports.adminToken) return;
  const options = { bodyLimit: 16 * 1024 };

  app.get('/api/v1/admin/retention', options, () => tellRetention(ports, retention));

  app.get(
    '/api/v1/admin/holds',
    options,
    async () => ({ holds: await store.listHolds() }) satisfies HoldsResponse,
  );

  app.post('/api/v1/admin/holds', options, async (request, reply) => {
    const message = readRequest(holdRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const placed = await placeHold(ports, message.value);
    return placed.ok ? placed.value : sendProblem(reply, placed.error);
  });

  app.post('/api/v1/admin/hold-releases', options, async (request, reply) => {
    const message = readRequest(holdReleaseRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const released = await releaseHold(ports, message.value.holdId);
    return released.ok ? released.value : sendProblem(reply, released.error);
  });

  app.post('/api/v1/admin/statistics', options, async (request, reply) => {
    const message = readRequest(statisticsRequestSchema, request.body);
    return message.ok ? tellStatistics(ports, message.value) : sendProblem(reply, message.error);
  });
};
