import { z } from 'zod';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { protocolVersion } from '#protocol/version.ts';

const spokenSchema = z.looseObject({ protocol: z.coerce.number().int() });

/** Reads a body or a query. The version comes first: a newer message need not fit today's shape. */
export const readRequest = <Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): Result<z.infer<Schema>, ProblemCode> => {
  const spoken = spokenSchema.safeParse(input);
  if (!spoken.success) return fail('request/malformed');
  if (spoken.data.protocol !== protocolVersion) return fail('protocol/unsupported');
  const message = schema.safeParse(input);
  return message.success ? ok(message.data) : fail('request/malformed');
};
