import { z } from 'zod';
import type { Result } from '#domain/core/result.ts';
import { openRoles } from '#domain/open/open-role.ts';
import { roleSchema } from '#domain/officer/officer.ts';
import type { Retention } from '#domain/retention/server-rules.ts';
import type { ServicePorts } from '../services/service-ports.ts';

/** What a command works on. */
export type CommandPorts = ServicePorts & { readonly retention: Retention };

/** One thing an administrator does at the server's own machine. Answers with what is to be printed. */
export type Command = {
  readonly usage: string;
  /** Its name is followed by that of a file. */
  readonly takesFile?: true;
  readonly run: (ports: CommandPorts, options: Options) => Promise<Result<string, string>>;
};

const instant = z.iso.datetime({ offset: true });

export const optionsSchema = z.object({
  unit: z.string().optional(),
  minutes: z.coerce.number().int().min(1).max(1440).default(30),
  device: z.uuid().optional(),
  officer: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/)
    .optional(),
  name: z.string().trim().min(1).max(80).optional(),
  role: roleSchema.optional(),
  /** Of a key of the open data. */
  reads: z.enum(openRoles).optional(),
  after: z.coerce.number().int().min(0).default(0),
  reason: z.string().trim().min(1).max(200).optional(),
  detected: instant.optional(),
  shift: z.string().optional(),
  from: instant.optional(),
  until: instant.optional(),
  record: z.uuid().optional(),
  hold: z.string().optional(),
  request: z.string().optional(),
  key: z.string().optional(),
  /** Where a command takes one, by its place. */
  file: z.string().optional(),
});
export type Options = z.infer<typeof optionsSchema>;
