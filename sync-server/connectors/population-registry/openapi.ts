import { z } from 'zod';
import { comparisonRequestSchema, comparisonResponseSchema, comparisonsPath } from './wire.ts';

const json = (schema: z.ZodType) => {
  // The dialect is OpenAPI's own, so it need not be named again.
  const { $schema: _dialect, ...shape } = z.toJSONSchema(schema);
  return { 'application/json': { schema: shape } };
};

const nothingSaid = (description: string) => ({ description });

/** What a registry must speak so that checkpoints can ask it: an OpenAPI 3.1 document. */
export const registryOpenapi = () => ({
  openapi: '3.1.1',
  info: {
    title: 'Population registry, as checkpoints ask it',
    version: '1.0.0',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    description:
      'One question: do these statements fit what is held under this number? The answer says how far each fits, never what is held.',
  },
  servers: [
    {
      url: 'https://registry.example',
      description: 'The base URL that a checkpoint server is given',
    },
  ],
  security: [{ token: [] }, { certificate: [] }],
  paths: {
    [comparisonsPath]: {
      post: {
        operationId: 'compare',
        summary: 'Compare what a person states with what is held under the number',
        description: [
          'fullName: "exact" when equal but for capitals and spaces (Unicode NFC); "without-diacritics" when equal once marks are taken away and đ is d; else "different".',
          'dob: compared as far as both are known, so that 1990 and 1990-05-02 are the same.',
          'sex: "same" when the question says X, which is not known.',
          'A requestId that comes again is the same question: answer as before and count it once.',
        ].join('\n'),
        requestBody: { required: true, content: json(comparisonRequestSchema) },
        responses: {
          '200': {
            description: 'The question was understood; the number may be unknown.',
            content: json(comparisonResponseSchema),
          },
          '400': nothingSaid('Not a question of this form. It is asked again much later.'),
          '401': nothingSaid('The token or certificate does not hold.'),
          '429': {
            description: 'Too many questions.',
            headers: { 'Retry-After': { schema: { type: 'integer', minimum: 0 } } },
          },
          '503': {
            description: 'Not now.',
            headers: { 'Retry-After': { schema: { type: 'integer', minimum: 0 } } },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer' },
      certificate: { type: 'mutualTLS' },
    },
  },
});
