import { z } from 'zod';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { protocolVersion } from '#protocol/version.ts';

const spokenSchema = z.looseObject({ protocol: z.coerce.number().int() });

/** The version of a message; it comes first, because another one need not fit today's shape. */
export const versionOf = (input: unknown): number | null => {
  const spoken = spokenSchema.safeParse(input);
  return spoken.success ? spoken.data.protocol : null;
};

/**
 * Reads a body or a query.
 * @param versions that have this shape
 */
export const readRequest = <Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  versions: readonly number[] = [protocolVersion],
): Result<z.infer<Schema>, ProblemCode> => {
  const version = versionOf(input);
  if (version === null) return fail('request/malformed');
  if (!versions.includes(version)) return fail('protocol/unsupported');
  const message = schema.safeParse(input);
  return message.success ? ok(message.data) : fail('request/malformed');
};
