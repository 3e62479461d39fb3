import { sameValue } from '../merge/same-value.ts';
import type { AmendedCrossing, AmendedDeclaration } from '../merge/merge-data.ts';
import type { Crossing } from './crossing.ts';
import type { Declaration } from './declaration.ts';
import type { FieldKey, FormInput, FormSection } from './form.ts';
import { shownFields } from './shown-fields.ts';

type Kept = {
  readonly declaration: Declaration;
  readonly crossing: Omit<Crossing, 'declarationId'>;
};

/**
 * What a correction changes: the answers that were typed otherwise, and those that are asked no longer because of it.
 * An answer nobody touched is not said again, whatever became of it meanwhile.
 */
export const changedAnswers = (
  form: readonly FormSection[],
  before: FormInput,
  after: FormInput,
  kept: Kept,
): { declaration: AmendedDeclaration; crossing: AmendedCrossing } => {
  const shownIn = (input: FormInput) => new Set(shownFields(form, input).map(({ key }) => key));
  const [was, is] = [shownIn(before), shownIn(after)];
  const changed = form
    .flatMap(({ fields }) => fields.map(({ key }) => key))
    .filter((key) => !sameValue(before[key], after[key]) || was.has(key) !== is.has(key));
  const declared: Readonly<Record<string, unknown>> = kept.declaration;
  const crossed: Readonly<Record<string, unknown>> = kept.crossing;
  const declaration = new Map<string, unknown>();
  const crossing = new Map<string, unknown>();
  for (const key of changed) {
    if (isCrossing(key)) crossing.set(key, crossed[key] ?? null);
    else if (key === 'ack.how') declaration.set('ack', kept.declaration.ack);
    else if (key === 'noPhone') declaration.set('phone', kept.declaration.phone ?? null);
    else declaration.set(key, declared[key] ?? null);
    if (key === 'declaredAt') declaration.set('validUntil', kept.declaration.validUntil);
  }
  // Each value passed the rules of its field when the whole form was read.
  return {
    declaration: Object.fromEntries(declaration),
    crossing: Object.fromEntries(crossing),
  };
};

const isCrossing = (key: FieldKey): boolean => key.startsWith('check.');
