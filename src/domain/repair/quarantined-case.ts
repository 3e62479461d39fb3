import { z } from 'zod';
import { dataSchemaByKind, envelopeSchema, isEntryKind, type Envelope } from '../log/entry.ts';

const repairableKinds: readonly string[] = ['declaration.recorded', 'crossing.recorded'];

/** An entry that the server keeps and could not take up, as far as it can be read. */
export const quarantinedCaseSchema = z.object({
  /** The id it was sent under. */
  entryId: z.uuid(),
  logId: z.uuid(),
  position: z.int().min(1),
  hash: z.string(),
  /** Why it was not taken up. */
  reason: z.string(),
  /** The tablet that sent it; null: not known. */
  device: z.string().nullable(),
  /** Unix milliseconds by the server's clock. */
  receivedAtMs: z.number(),
  /** Its outside; null: not even that can be read. */
  outside: envelopeSchema
    .pick({ kind: true, subjectId: true, shiftId: true, officer: true, time: true })
    .nullable(),
  /** What it says inside, by field. */
  values: z.record(z.string(), z.unknown()).nullable(),
  /** Fields whose value cannot be; `unknown`: there is no such field. */
  faults: z.array(z.object({ field: z.string(), problem: z.enum(['impossible', 'unknown']) })),
  /** Only what is wrong in single fields can be said anew. */
  isRepairable: z.boolean(),
  basedOn: z.array(z.uuid()),
  settled: z
    .object({
      outcome: z.enum(['repaired', 'set-aside']),
      settlingId: z.uuid(),
      officer: z.string(),
      wallMs: z.number(),
    })
    .nullable(),
});
export type QuarantinedCase = z.infer<typeof quarantinedCaseSchema>;

type Reading = Pick<QuarantinedCase, 'outside' | 'values' | 'faults' | 'isRepairable'>;

/** What of an entry in quarantine can be read, and which fields are at fault. */
export const readQuarantined = (envelope: Envelope | null, reason: string): Reading => {
  if (envelope === null) return { outside: null, values: null, faults: [], isRepairable: false };
  const { kind, subjectId, shiftId, officer, time, data } = envelope;
  const outside = { kind, subjectId, shiftId, officer, time };
  const values = z.record(z.string(), z.unknown()).safeParse(data);
  const faults = isEntryKind(kind) ? faultsOf(kind, data) : [];
  const isOfFields = reason === 'entry/data-invalid' && faults.length > 0;
  return {
    outside,
    values: values.success ? values.data : null,
    faults,
    isRepairable: isOfFields && values.success && repairableKinds.includes(kind),
  };
};

const faultsOf = (
  kind: keyof typeof dataSchemaByKind,
  data: unknown,
): QuarantinedCase['faults'] => {
  const read = dataSchemaByKind[kind].safeParse(data);
  const problemByField = new Map<string, 'impossible' | 'unknown'>();
  for (const issue of read.error?.issues ?? []) {
    const [field] = issue.path;
    if (field !== undefined) problemByField.set(String(field), 'impossible');
    else if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) problemByField.set(key, 'unknown');
    }
  }
  return [...problemByField].map(([field, problem]) => ({ field, problem }));
};
