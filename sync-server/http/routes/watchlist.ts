import type { FastifyInstance } from 'fastify';
import {
  watchlistChangeSchema,
  watchlistRequestSchema,
  type WatchlistChanged,
  type WatchlistResponse,
} from '#protocol/watchlist.ts';
import { answerWatchlist, changeWatchlist } from '../../services/watch/keep-watchlist.ts';
import { readRequest } from '../../services/read-request.ts';
import type { AppPorts } from '../app-ports.ts';
import { sessionOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';

/** Who is looked for: tablets ask what changed, the tracer changes it. */
export const watchlistRoute = (app: FastifyInstance, ports: AppPorts): void => {
  app.post('/api/v1/watchlist', { bodyLimit: 4 * 1024 }, async (request, reply) => {
    const message = readRequest(watchlistRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { nonce, have } = message.value;
    return { nonce, ...(await answerWatchlist(ports, have)) } satisfies WatchlistResponse;
  });

  app.post('/api/v1/watchlist/change', { bodyLimit: 128 * 1024 }, async (request, reply) => {
    const message = readRequest(watchlistChangeSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { nonce, kind, people } = message.value;
    const count = await changeWatchlist(ports, people, kind, sessionOf(request));
    return { nonce, count } satisfies WatchlistChanged;
  });
};
