import type { FastifyReply } from 'fastify';
import type { FeedWatch } from '../services/feed-watch.ts';
import { openEventLine, type EventLine } from './event-line.ts';

/** Answers with server-sent events: the last place of what is watched, when it changes and at each beat. */
export const sendLive = (
  reply: FastifyReply,
  watch: FeedWatch,
  beatEveryMs?: number,
): FastifyReply => {
  let head: number | null = null;
  const tell = (line: EventLine): void => {
    if (head !== null) line.tell({ head });
  };
  const begin = (line: EventLine) =>
    watch.listen((next) => {
      head = next;
      tell(line);
    }, line.end);
  return openEventLine(reply, tell, begin, beatEveryMs);
};
