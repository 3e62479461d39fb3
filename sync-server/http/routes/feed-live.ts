import type { FastifyInstance } from 'fastify';
import { feedLiveRequestSchema } from '#protocol/bulletins.ts';
import { watchNews } from '../../services/feed-watch.ts';
import { readRequest } from '../../services/read-request.ts';
import type { RoutePorts } from '../app-ports.ts';
import { sendProblem } from '../problem-response.ts';
import { sendLive } from '../send-live.ts';
import { shedUnderLoad } from '../shed.ts';

/** Seldom, so that a tablet's radio may sleep between. */
const beatEveryMs = 20_000;

/** Tells tablets that there is something to read, so that they need not ask to know. */
export const feedLiveRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  const watch = watchNews(ports);
  app.addHook('preClose', async () => watch.close());
  const options = { bodyLimit: 1024, onRequest: shedUnderLoad(ports, 'pull') };
  app.post('/api/v1/feed/live', options, async (request, reply) => {
    const message = readRequest(feedLiveRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    return sendLive(reply, watch, beatEveryMs);
  });
};
