import { z } from 'zod';
import { answerSchema } from '../declaration/answer-schema.ts';
import { crossingSchema, type Crossing } from '../declaration/crossing.ts';
import { declarationSchema, type Declaration } from '../declaration/declaration.ts';
import { roleSchema } from '../officer/officer.ts';

/** New values by field; null removes what need not be answered. */
type AmendedFields<Data> = {
  [Key in keyof Data]?: undefined extends Data[Key]
    ? Exclude<Data[Key], undefined> | null
    : Data[Key];
};

/** The same rules for each value as when it was recorded. */
const amended = <Fields>(shape: Readonly<Record<string, z.ZodType>>) => {
  const fields = Object.entries(shape).map(([key, schema]) => [
    key,
    schema instanceof z.ZodOptional ? z.nullable(schema.unwrap()).optional() : schema.optional(),
  ]);
  const schema: unknown = z.strictObject(Object.fromEntries(fields));
  // The given shape, every key made optional and every optional one nullable, is what `Fields` states.
  return schema as z.ZodType<Fields>;
};

export type AmendedDeclaration = AmendedFields<Omit<Declaration, 'schemaVersion' | 'channel'>>;
export type AmendedCrossing = AmendedFields<
  Omit<Crossing, 'declarationId' | 'codeHash' | 'partyId' | 'ruleSet'>
>;

const { schemaVersion: _version, channel: _channel, ...declarationShape } = declarationSchema.shape;
const {
  declarationId: _declaration,
  codeHash: _code,
  partyId: _party,
  ruleSet: _rules,
  ...crossingShape
} = crossingSchema.shape;
const declarationFields = amended<AmendedDeclaration>(declarationShape);
const crossingFields = amended<AmendedCrossing>(crossingShape);

const note = z.string().min(1).max(160);

const amendmentOf = <Fields>(fields: z.ZodType<Fields>) =>
  z.strictObject({
    fields: fields.refine((given) => Object.keys(given as object).length > 0),
    /** Whose word it is when two amendments disagree. */
    role: roleSchema,
    reason: note.optional(),
  });
export const declarationAmendmentSchema = amendmentOf(declarationFields);
export const crossingAmendmentSchema = amendmentOf(crossingFields);

export const voidingSchema = z.strictObject({
  reason: answerSchema('voidReason'),
  note: note.optional(),
});
export type Voiding = z.infer<typeof voidingSchema>;

const pairOfRecords = z.tuple([z.uuid(), z.uuid()]).refine(([one, other]) => one !== other);

/** What holds from now on, of everything that the author had seen. */
export const conflictSettlingSchema = z.discriminatedUnion('subject', [
  z.strictObject({
    subject: z.literal('declaration'),
    fields: declarationFields,
    unvoid: z.literal(true).optional(),
  }),
  z.strictObject({
    subject: z.literal('crossing'),
    fields: crossingFields,
    unvoid: z.literal(true).optional(),
  }),
]);

/** Takes a settling back: what held before it holds again, as if nobody had said it. */
export const settlingTakenBackSchema = z.discriminatedUnion('subject', [
  z.strictObject({ subject: z.literal('declaration'), settlingId: z.uuid() }),
  z.strictObject({ subject: z.literal('crossing'), settlingId: z.uuid() }),
  /** What became of an entry in quarantine. */
  z.strictObject({ subject: z.literal('quarantine'), settlingId: z.uuid() }),
  z.strictObject({
    subject: z.literal('pair'),
    recordIds: pairOfRecords,
    settlingId: z.uuid(),
  }),
]);

/** What two records are to each other; recordIds are subject ids of crossings. */
export const duplicateSettlingSchema = z.strictObject({
  recordIds: pairOfRecords,
  verdict: z.enum(['same-crossing', 'same-person', 'different']),
});
export type DuplicateVerdict = z.infer<typeof duplicateSettlingSchema>['verdict'];
