import type { Condition, FieldDefinition, FormInput, FormSection } from './form.ts';

const holds = (condition: Condition, input: FormInput): boolean => {
  const answer = input[condition.field];
  const text = typeof answer === 'string' ? answer : '';
  return condition.isOneOf
    ? condition.isOneOf.includes(text)
    : !(condition.isNotOneOf ?? []).includes(text);
};

export const isShown = (field: FieldDefinition, input: FormInput): boolean =>
  (field.shownWhen ?? []).every((condition) => holds(condition, input));

export const shownFields = (form: readonly FormSection[], input: FormInput): FieldDefinition[] =>
  form.flatMap((section) => section.fields).filter((field) => isShown(field, input));

/** Whether the cursor may pass it: few sheets have an answer here. */
export const isRare = ({ rareWhen }: FieldDefinition, input: FormInput): boolean =>
  rareWhen !== undefined && rareWhen.every((condition) => holds(condition, input));

export const isStop = ({ stopWhen }: FieldDefinition, input: FormInput): boolean =>
  stopWhen !== undefined && stopWhen.every((condition) => holds(condition, input));

export const isOfDigits = ({ digitsWhen }: FieldDefinition, input: FormInput): boolean =>
  digitsWhen !== undefined && digitsWhen.every((condition) => holds(condition, input));

export const isRequired = (field: FieldDefinition, input: FormInput): boolean =>
  field.required === 'always' ||
  (field.required !== 'never' && field.required.every((condition) => holds(condition, input)));
