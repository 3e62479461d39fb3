import type { FastifyInstance } from 'fastify';
import {
  commandDayRequestSchema,
  commandListRequestSchema,
  type CommandDay,
  type CommandListResponse,
} from '#protocol/command.ts';
import { createDayCache } from '../../services/command/day-cache.ts';
import { readDay } from '../../services/command/read-day.ts';
import { readList } from '../../services/command/read-list.ts';
import { readRequest } from '../../services/read-request.ts';
import { standReader } from '../../services/units/read-stands.ts';
import type { AppPorts } from '../app-ports.ts';
import { sendProblem } from '../problem-response.ts';

const usualAcknowledgeMs = 15 * 60_000;

/** The whole city for who leads it: counts, and the lines behind each. */
export const commandRoute = (app: FastifyInstance, ports: AppPorts): void => {
  const options = { bodyLimit: 16 * 1024 };
  const command = { ...ports, acknowledgeMs: ports.acknowledgeMs ?? usualAcknowledgeMs };
  const readStands = standReader(ports);
  const monotonicMs = ports.monotonicMs ?? (() => performance.now());
  const dayOf = createDayCache((day) => readDay(command, readStands, day), monotonicMs);

  app.post('/api/v1/command/day', options, async (request, reply) => {
    const message = readRequest(commandDayRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { nonce, day } = message.value;
    return { nonce, ...(await dayOf(day)) } satisfies CommandDay;
  });

  app.post('/api/v1/command/list', options, async (request, reply) => {
    const message = readRequest(commandListRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { nonce, protocol: _protocol, ...asked } = message.value;
    return { nonce, ...(await readList(command, asked)) } satisfies CommandListResponse;
  });
};
