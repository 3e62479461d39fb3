import { z } from 'zod';
import { unitKinds } from '#domain/unit/unit.ts';

const dayText = z.iso.date();

/** `GET /api/v1/open/<collection>`: a page, or all of it as a stream. */
export const openQuerySchema = z.strictObject({
  /** The first day, in Vietnam. */
  from: dayText.optional(),
  /** The last day, in Vietnam; with the first at most 366. */
  until: dayText.optional(),
  /** From where to go on: as the page before told. */
  cursor: z
    .string()
    .regex(/^[\w-]{1,400}$/)
    .optional(),
  /** Rows of a page, about: what belongs together is not torn. */
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  /** `json`: a page. `ndjson`, `csv`: everything, as a stream. */
  format: z.enum(['json', 'ndjson', 'csv']).optional(),
});
export type OpenQuery = z.infer<typeof openQuerySchema>;

export const openUnitSchema = z.object({
  unitId: z.string(),
  kind: z.enum(unitKinds),
  name: z.string(),
  district: z.string(),
  facing: z.string(),
  agency: z.string().nullable(),
});

/** How often one question was answered in one way, one question at a time. */
export const openStatisticSchema = z.object({
  unitId: z.string(),
  /** When the hour or day begins. */
  from: z.iso.datetime(),
  question: z.enum(['standing', 'direction', 'vehicle', 'channel', 'verdict', 'symptom', 'age']),
  answer: z.string(),
  /** Null: fewer than five, or it would give away one that is. */
  crossings: z.int().nullable(),
});
export type OpenStatistic = z.infer<typeof openStatisticSchema>;

/** One crossing of nobody in particular: at least five of its unit and hour are alike in all of this. */
export const openCrossingSchema = z.object({
  unitId: z.string(),
  hour: z.iso.datetime(),
  direction: z.string().nullable(),
  vehicle: z.string().nullable(),
  channel: z.string().nullable(),
  verdict: z.string().nullable(),
});
export type OpenCrossing = z.infer<typeof openCrossingSchema>;

/** One crossing with its person, as far as the role of the key may see; who read it is noted. */
export const openRecordSchema = z.object({
  unitId: z.string(),
  recordId: z.string(),
  at: z.iso.datetime(),
  isVoid: z.boolean(),
  fullName: z.string().nullable(),
  dob: z.string().nullable(),
  sex: z.string().nullable(),
  docNumber: z.string().nullable(),
  phone: z.string().nullable(),
  plate: z.string().nullable(),
  direction: z.string().nullable(),
  verdict: z.string().nullable(),
  /** Only for a role that sees answers about health. */
  anySymptom: z.boolean().nullable(),
  contactCase: z.boolean().nullable(),
  temperature: z.number().nullable(),
});
export type OpenRecord = z.infer<typeof openRecordSchema>;

export const openRowSchemas = {
  units: openUnitSchema,
  statistics: openStatisticSchema,
  crossings: openCrossingSchema,
  records: openRecordSchema,
} as const;

/** A page of any collection. */
export const openPageSchema = <Row extends z.ZodType>(row: Row) =>
  z.object({
    rows: z.array(row),
    /** Send it for the next page; null: there is none. */
    cursor: z.string().nullable(),
  });
