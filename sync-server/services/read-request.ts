import { z } from 'zod';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { spokenVersions } from '#protocol/version.ts';

export const malformed = fail('request/malformed' as const);

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
  versions: readonly number[] = spokenVersions,
): Result<z.infer<Schema>, ProblemCode> =>
  readMessage(
    (message) => {
      const read = schema.safeParse(message);
      return read.success ? read.data : null;
    },
    input,
    versions,
  );

/** @param read gives null for what is no such message */
export const readMessage = <Message>(
  read: (input: unknown) => Message | null,
  input: unknown,
  versions: readonly number[] = spokenVersions,
): Result<Message, ProblemCode> => {
  const version = versionOf(input);
  if (version === null) return malformed;
  if (!versions.includes(version)) return fail('protocol/unsupported');
  const message = read(input);
  return message === null ? malformed : ok(message);
};
