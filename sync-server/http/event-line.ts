import type { FastifyReply } from 'fastify';

/** Who hears nothing for much longer knows that the line is dead. */
const beatEveryMs = 5000;
/** Then who listens comes again, and proves anew to be one who may. */
const longestLineMs = 300_000;

export type EventLine = {
  readonly tell: (data: unknown) => void;
  readonly end: () => void;
};

/**
 * Answers with server-sent events (WHATWG HTML §9.2) for as long as the line holds.
 * @param beat what is told when it is time to say something
 * @param begin is given the line. @returns what is to be stopped with it
 */
export const openEventLine = (
  reply: FastifyReply,
  beat: (line: EventLine) => void,
  begin: (line: EventLine) => () => void,
): FastifyReply => {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...plainHeaders(reply.getHeaders()),
    'content-type': 'text/event-stream',
    // A proxy that gathers answers would hold the news back.
    'x-accel-buffering': 'no',
  });
  const line: EventLine = {
    tell: (data) => void raw.write(`data: ${JSON.stringify(data)}\n\n`),
    end: () => void raw.end(),
  };
  const beating = setInterval(() => beat(line), beatEveryMs);
  const last = setTimeout(line.end, longestLineMs);
  const stop = begin(line);
  raw.once('close', () => {
    stop();
    clearInterval(beating);
    clearTimeout(last);
  });
  return reply;
};

const plainHeaders = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
