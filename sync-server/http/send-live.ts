import type { FastifyReply } from 'fastify';
import type { HeadWatch } from '../services/head-watch.ts';

/** Who hears nothing for much longer knows that the line is dead. */
const beatEveryMs = 5000;
/** Then who listens comes again, and proves anew to be one who may. */
const longestLineMs = 300_000;

/** Answers with server-sent events: the queue's last place when it changes and every few seconds. */
export const sendLive = (reply: FastifyReply, watch: HeadWatch): FastifyReply => {
  reply.hijack();
  const line = reply.raw;
  line.writeHead(200, {
    ...plainHeaders(reply.getHeaders()),
    'content-type': 'text/event-stream',
    // A proxy that gathers answers would hold the news back.
    'x-accel-buffering': 'no',
  });
  let head: number | null = null;
  const tell = (): void => {
    if (head !== null) line.write(`data: ${JSON.stringify({ head })}\n\n`);
  };
  const end = (): void => {
    line.end();
  };
  const beat = setInterval(tell, beatEveryMs);
  const last = setTimeout(end, longestLineMs);
  const stop = watch.listen((next) => {
    head = next;
    tell();
  }, end);
  line.once('close', () => {
    stop();
    clearInterval(beat);
    clearTimeout(last);
  });
  return reply;
};

const plainHeaders = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
