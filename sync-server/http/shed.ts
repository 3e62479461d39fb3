import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RoutePorts } from './app-ports.ts';
import type { Burden } from './load-gauge.ts';
import { sendBusy } from './problem-response.ts';

/** Refuses a request under load before its body is read. */
export const shedUnderLoad =
  ({ load }: RoutePorts, burden: Burden) =>
  async (_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> =>
    load.isTooMuchFor(burden) ? sendBusy(reply, load.returnSeconds()) : undefined;
