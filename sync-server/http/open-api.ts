import { z } from 'zod';
import {
  openCollections,
  openRoles,
  mayRead,
  type OpenCollection,
} from '#domain/open/open-role.ts';
import { openPageSchema, openQuerySchema, openRowSchemas } from '#protocol/open-data.ts';
import { problemSchema } from '#protocol/problem.ts';

const shapeOf = (schema: z.ZodType, io: 'input' | 'output' = 'output') => {
  // The dialect is OpenAPI's own, so it need not be named again.
  const { $schema: _dialect, ...shape } = z.toJSONSchema(schema, { io });
  return shape;
};

const summaries: Readonly<Record<OpenCollection, string>> = {
  units: 'Checkpoints and patrol teams.',
  statistics:
    'How often each question was answered in each way: what touches health by the day, the rest by the hour, one question at a time, also of crossings whose people were forgotten. A count below five is null, and another one that would give it away.',
  crossings:
    'One row a crossing, without whose it was. At least five of a unit and hour are alike in all that is told; what is rare is null; fewer than five in an hour are left out.',
  records:
    'One row a crossing with its person, as far as the role of the key may see. Each page is noted in the audit, with the records, before it is told.',
};

const refused = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const { properties: queryProperties = {} } = shapeOf(openQuerySchema, 'input');

const pathOf = (collection: OpenCollection) => ({
  get: {
    operationId: collection,
    summary: summaries[collection],
    description: `For keys of: ${openRoles.filter((role) => mayRead(role, collection)).join(', ')}. Every use is noted.`,
    parameters: Object.entries(queryProperties).map(([name, schema]) => ({
      name,
      in: 'query',
      required: false,
      schema,
    })),
    responses: {
      '200': {
        description: 'A page, or with format=ndjson or csv all rows as a stream.',
        content: {
          'application/json': { schema: shapeOf(openPageSchema(openRowSchemas[collection])) },
          'application/x-ndjson': { schema: shapeOf(openRowSchemas[collection]) },
          'text/csv': { schema: { type: 'string' } },
        },
      },
      '400': refused('The query or the cursor is none that can be used.'),
      '401': refused('No key, one that is unknown, or one that was revoked.'),
      '403': refused('A key of this role does not read this.'),
      '503': refused('Too many requests with this key: come back after Retry-After seconds.'),
    },
  },
});

/** How the open data is read: an OpenAPI 3.1 document, made of the schemas that the server itself answers by. */
export const openApiDocument = () => ({
  openapi: '3.1.1',
  info: {
    title: 'Chốt: open data',
    version: '1.0.0',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    description:
      'Read only. Days are those of Vietnam (UTC+7); without from and until it is today. A cursor is the place behind the last row told and stays good whatever is added.',
  },
  servers: [{ url: 'https://chot.example', description: 'Where the sync server is reached' }],
  security: [{ key: [] }],
  paths: Object.fromEntries(
    openCollections.map((collection) => [`/api/v1/open/${collection}`, pathOf(collection)]),
  ),
  components: {
    securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    schemas: { Problem: shapeOf(problemSchema) },
  },
});
