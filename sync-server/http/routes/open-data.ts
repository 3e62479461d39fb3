import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openCollections, type OpenCollection } from '#domain/open/open-role.ts';
import { csvMark, toCsvLine } from '#domain/core/csv.ts';
import { openQuerySchema, openRowSchemas, type OpenQuery } from '#protocol/open-data.ts';
import { crossingRows } from '../../services/open/crossing-rows.ts';
import { noteOpenUse } from '../../services/open/open-keys.ts';
import { recordRows } from '../../services/open/record-rows.ts';
import { cursorToKey, keyToCursor, type RowBatch } from '../../services/open/row-batch.ts';
import { statisticRows } from '../../services/open/statistic-rows.ts';
import { unitRows } from '../../services/open/unit-rows.ts';
import type { Span } from '../../store/crossing-facts.ts';
import type { OpenKey } from '../../store/open-keys.ts';
import type { AppPorts } from '../app-ports.ts';
import { openKeyOf } from '../callers.ts';
import { openApiDocument } from '../open-api.ts';
import { sendProblem } from '../problem-response.ts';

const dayMs = 86_400_000;
const mostDays = 366;
const usualLimit = 200;

type OpenRow = Readonly<Record<string, unknown>>;
type Batches = AsyncGenerator<RowBatch<OpenRow>>;

/** What others may read of the city, by the role of their key. */
export const openDataRoute = (app: FastifyInstance, ports: AppPorts): void => {
  app.get('/api/v1/open', async () => openApiDocument());

  for (const collection of openCollections) {
    app.get(`/api/v1/open/${collection}`, async (request, reply) =>
      answer(ports, request, reply, collection),
    );
  }
};

const answer = async (
  ports: AppPorts,
  request: FastifyRequest,
  reply: FastifyReply,
  collection: OpenCollection,
): Promise<unknown> => {
  const query = openQuerySchema.safeParse(request.query);
  const span = query.success ? spanOf(query.data, ports.clock()) : null;
  if (!query.success || span === null) return sendProblem(reply, 'request/malformed');
  const { cursor, format = 'json', limit = usualLimit } = query.data;
  const after = cursor === undefined ? null : cursorToKey(cursor);
  if (cursor !== undefined && after === null) return sendProblem(reply, 'request/malformed');
  const key = openKeyOf(request);
  await noteOpenUse(ports, key, collection, []);
  const batches = noted(ports, key, collection, batchesOf(ports, collection, span, after, key));
  if (format === 'json') return readPage(batches, limit);
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson';
  const lines = format === 'csv' ? toCsv(collection, batches) : toNdjson(batches);
  // A reader that is slow holds the database's next page back, and nothing piles up here.
  return reply.type(type).send(Readable.from(lines, { objectMode: false, highWaterMark: 65_536 }));
};

const spanOf = ({ from, until }: OpenQuery, nowMs: number): Span | null => {
  const today = new Date(nowMs + 7 * 3_600_000).toISOString().slice(0, 10);
  const startOf = (day: string): number => Date.parse(`${day}T00:00:00+07:00`);
  const fromMs = startOf(from ?? until ?? today);
  const untilMs = startOf(until ?? (from === undefined ? today : from)) + dayMs;
  const days = (untilMs - fromMs) / dayMs;
  return days >= 1 && days <= mostDays ? { fromMs, untilMs } : null;
};

const batchesOf = (
  ports: AppPorts,
  collection: OpenCollection,
  span: Span,
  after: readonly unknown[] | null,
  { role }: OpenKey,
): Batches => {
  if (collection === 'units') return unitRows(ports, after);
  if (collection === 'statistics') return statisticRows(ports, span, after);
  if (collection === 'crossings') return crossingRows(ports, span, after);
  return recordRows(ports, span, after, role === 'health-desk' ? 'health-desk' : 'tracer');
};

/** Whose data is told is noted first. */
async function* noted(
  ports: AppPorts,
  key: OpenKey,
  collection: OpenCollection,
  batches: Batches,
): Batches {
  for await (const batch of batches) {
    if (collection === 'records' && batch.rows.length > 0) {
      const subjects = batch.rows.map((row) => String(row['recordId']));
      await noteOpenUse(ports, key, collection, subjects);
    }
    yield batch;
  }
}

/** Whole batches until there are enough. */
const readPage = async (
  batches: Batches,
  limit: number,
): Promise<{ rows: OpenRow[]; cursor: string | null }> => {
  const rows: OpenRow[] = [];
  for await (const batch of batches) {
    rows.push(...batch.rows);
    if (rows.length >= limit) return { rows, cursor: keyToCursor(batch.key) };
  }
  return { rows, cursor: null };
};

async function* toNdjson(batches: Batches): AsyncGenerator<string> {
  for await (const { rows } of batches) {
    if (rows.length > 0) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
}

async function* toCsv(collection: OpenCollection, batches: Batches): AsyncGenerator<string> {
  const columns = Object.keys(openRowSchemas[collection].shape);
  yield csvMark + toCsvLine(columns);
  for await (const { rows } of batches) {
    const lines = rows.map((row) => toCsvLine(columns.map((name) => cellOf(row[name]))));
    if (lines.length > 0) yield lines.join('');
  }
}

const cellOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
