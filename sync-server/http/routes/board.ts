import type { FastifyInstance } from 'fastify';
import { boardQuerySchema } from '#protocol/board.ts';
import {
  boardLiveRequestSchema,
  boardUnitRequestSchema,
  type BoardLiveEvent,
  type BoardRow,
} from '#protocol/board-live.ts';
import { watchBoard } from '../../services/board/board-watch.ts';
import { readUnit } from '../../services/board/read-unit.ts';
import { readBoard } from '../../services/read-board.ts';
import { readRequest } from '../../services/read-request.ts';
import type { AppPorts } from '../app-ports.ts';
import { openEventLine, type EventLine } from '../event-line.ts';
import { sendProblem } from '../problem-response.ts';

const bodyLimit = 16 * 1024;
/** So that the first units are on the screen before the last ones have come. */
const rowsInAPiece = 100;

export const boardRoute = (app: FastifyInstance, ports: AppPorts): void => {
  const watch = watchBoard(ports);
  app.addHook('preClose', async () => watch.close());

  app.get('/api/v1/board', async (request, reply) => {
    const query = boardQuerySchema.safeParse(request.query);
    if (!query.success) return sendProblem(reply, 'request/malformed');
    return readBoard(ports, query.data.unit);
  });

  app.post('/api/v1/board/unit', { bodyLimit }, async (request, reply) => {
    const message = readRequest(boardUnitRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const unit = await readUnit(ports, message.value);
    return unit.ok ? unit.value : sendProblem(reply, unit.error);
  });

  app.post('/api/v1/board/live', { bodyLimit }, async (request, reply) => {
    const message = readRequest(boardLiveRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const tell = (line: EventLine, rows: readonly BoardRow[], more: boolean): void => {
      const event: BoardLiveEvent = { serverTimeMs: ports.clock(), rows: [...rows], more };
      line.tell(event);
    };
    return openEventLine(
      reply,
      (line) => tell(line, [], false),
      (line) =>
        watch.listen({
          onRows: (rows, isFirst) => {
            for (let from = 0; from === 0 || from < rows.length; from += rowsInAPiece) {
              const through = from + rowsInAPiece;
              tell(line, rows.slice(from, through), isFirst && through < rows.length);
            }
          },
          onFault: line.end,
        }),
    );
  });
};
