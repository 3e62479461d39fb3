import type { FieldKey, FormInput } from './form.ts';
import { healthQuestions } from './paper-form.ts';

const isQuestion = (key: FieldKey): boolean =>
  (healthQuestions as readonly FieldKey[]).includes(key);

/** Whether one gesture may still answer the health questions: none was answered "yes". */
export const mayAnswerTogether = (input: FormInput): boolean =>
  healthQuestions.every((key) => input[key] !== 'yes');

/** Every health question answered "no" by one deliberate gesture, which the record tells [DESK-5]. */
export const answerTogether = (input: FormInput): FormInput =>
  mayAnswerTogether(input)
    ? {
        ...input,
        ...Object.fromEntries(healthQuestions.map((key) => [key, 'no'])),
        'check.noneAtOnce': 'yes',
      }
    : input;

/** An answer of the sheet; one to a health question takes the gesture back. */
export const answerOne = (
  input: FormInput,
  key: FieldKey,
  value: FormInput[FieldKey],
): FormInput => {
  const next = { ...input, [key]: value };
  if (!isQuestion(key)) return next;
  const { 'check.noneAtOnce': _, ...asked } = next;
  return asked;
};
