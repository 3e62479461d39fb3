import { z } from 'zod';
import type { Result } from '#domain/core/result.ts';
import { roleSchema } from '#domain/officer/officer.ts';
import type { ServicePorts } from '../services/service-ports.ts';

/** One thing an administrator does at the server's own machine. Answers with what is to be printed. */
export type Command = {
  readonly usage: string;
  readonly run: (ports: ServicePorts, options: Options) => Promise<Result<string, string>>;
};

export const optionsSchema = z.object({
  unit: z.string().optional(),
  minutes: z.coerce.number().int().min(1).max(1440).default(30),
  device: z.uuid().optional(),
  after: z.coerce.number().int().min(0).default(0),
  reason: z.string().trim().min(1).max(200).optional(),
  detected: z.iso.datetime({ offset: true }).optional(),
  officer: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/)
    .optional(),
  name: z.string().trim().min(1).max(80).optional(),
  role: roleSchema.optional(),
});
export type Options = z.infer<typeof optionsSchema>;
