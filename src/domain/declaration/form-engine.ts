import { fail, ok, type Result } from '../core/result.ts';
import { crossingSchema, type Crossing } from './crossing.ts';
import { declarationSchema, type Declaration } from './declaration.ts';
import { declarationValidMs, doubtAnswer } from './doubts.ts';
import type { FieldDefinition, FieldKey, FormInput, FormSection } from './form.ts';
import { inputToInstant, instantToIso } from './instant-input.ts';
import type { Judgement } from './judgement.ts';
import { isAnswered, readAnswer } from './read-answer.ts';
import { isRequired, shownFields } from './shown-fields.ts';

export type JudgedForm = {
  readonly judgementsByField: ReadonlyMap<FieldKey, readonly Judgement[]>;
  /** Shown, required and not answered, in the order of the sheet. */
  readonly missing: readonly FieldKey[];
};

/** What there is to say about one field as it stands: what makes it impossible, what makes it doubtful. */
const judgeField = (
  field: FieldDefinition,
  input: FormInput,
  nowMs: number,
): readonly Judgement[] => {
  const answer = input[field.key];
  if (!isAnswered(answer)) return [];
  const read = readAnswer(field, answer, input);
  return 'fault' in read ? [read.fault] : doubtAnswer(field.key, read.value, input, nowMs);
};

/** Judges the whole form. Never throws and changes nothing; a hidden field is not judged. */
export const judgeForm = (
  form: readonly FormSection[],
  input: FormInput,
  context: { readonly nowMs: number },
): JudgedForm => {
  const fields = shownFields(form, input);
  const judged = fields
    .map((field) => [field.key, judgeField(field, input, context.nowMs)] as const)
    .filter(([, judgements]) => judgements.length > 0);
  const missing = fields
    .filter((field) => isRequired(field, input) && !isAnswered(input[field.key]))
    .map((field) => field.key);
  return { judgementsByField: new Map(judged), missing };
};

type RecordContext = {
  readonly nowMs: number;
  readonly channel: Declaration['channel'];
  readonly noticeVersion: string;
};

const isCrossingKey = (key: FieldKey): boolean => key.startsWith('check.');

/** The answers as they are kept, by dictionary key; hidden and empty fields are left out. */
const readValues = (form: readonly FormSection[], input: FormInput): Map<FieldKey, unknown> => {
  const values = new Map<FieldKey, unknown>();
  for (const field of shownFields(form, input)) {
    const answer = input[field.key];
    if (!isAnswered(answer)) continue;
    const read = readAnswer(field, answer, input);
    if ('value' in read) values.set(field.key, read.value);
  }
  return values;
};

/** Everything that is missing or impossible; null when nothing is. */
const faultsOf = (
  form: readonly FormSection[],
  input: FormInput,
  context: RecordContext,
): JudgedForm | null => {
  const judged = judgeForm(form, input, context);
  const blocked = [...judged.judgementsByField.values()]
    .flat()
    .some((judgement) => judgement.severity === 'block');
  return blocked || judged.missing.length > 0 ? judged : null;
};

const composeDeclaration = (
  values: ReadonlyMap<FieldKey, unknown>,
  { channel, noticeVersion }: RecordContext,
  declaredMs: number,
) => {
  const {
    'ack.how': how,
    noPhone: _,
    ...said
  } = Object.fromEntries([...values].filter(([key]) => !isCrossingKey(key)));
  return declarationSchema.safeParse({
    schemaVersion: 1,
    channel,
    validUntil: instantToIso(declaredMs + declarationValidMs),
    ack: { noticeVersion, at: instantToIso(declaredMs), how },
    ...said,
  });
};

/**
 * Turns what was typed into what is kept: NFC text, E.164 phones, ISO days, compact plates.
 * Fails with everything that is missing or impossible, never with only the first of it.
 */
export const inputToRecord = (
  form: readonly FormSection[],
  input: FormInput,
  context: RecordContext,
): Result<{ declaration: Declaration; crossing: Omit<Crossing, 'declarationId'> }, JudgedForm> => {
  const faults = faultsOf(form, input, context);
  if (faults !== null) return fail(faults);
  const values = readValues(form, input);
  const declaredMs =
    inputToInstant(typeof input.declaredAt === 'string' ? input.declaredAt : '') ?? context.nowMs;
  const declaration = composeDeclaration(values, context, declaredMs);
  const crossing = crossingSchema.omit({ declarationId: true }).safeParse({
    ...Object.fromEntries([...values].filter(([key]) => isCrossingKey(key))),
    'check.at': instantToIso(context.nowMs),
  });
  // What every field let through and the whole does not is a form without its required fields.
  if (!declaration.success || !crossing.success) return fail(judgeForm(form, input, context));
  return ok({ declaration: declaration.data, crossing: crossing.data });
};

/** The same for a form without the officer's side, declared now. */
export const inputToDeclaration = (
  form: readonly FormSection[],
  input: FormInput,
  context: RecordContext,
): Result<Declaration, JudgedForm> => {
  const faults = faultsOf(form, input, context);
  if (faults !== null) return fail(faults);
  const declaredAt = instantToIso(context.nowMs);
  const values = new Map(readValues(form, input)).set('declaredAt', declaredAt);
  const declaration = composeDeclaration(values, context, context.nowMs);
  return declaration.success ? ok(declaration.data) : fail(judgeForm(form, input, context));
};
