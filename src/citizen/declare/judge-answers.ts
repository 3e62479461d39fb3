import { citizenForm } from '#domain/declaration/citizen-form.ts';
import type { FieldKey, FormInput } from '#domain/declaration/form.ts';
import { judgeForm } from '#domain/declaration/form-engine.ts';
import type { Judgement } from '#domain/declaration/judgement.ts';

/** What there is to say about the answers, by question; a missing one is null. */
export type Said = ReadonlyMap<FieldKey, Judgement | null>;

/**
 * Judges as the server will. Of what is only doubtful a citizen is told as well, and may leave it:
 * `stops` are the questions that have to be answered otherwise.
 */
export const judgeAnswers = (
  input: FormInput,
  keys: readonly FieldKey[],
  nowMs: number,
): { readonly said: Said; readonly stops: readonly FieldKey[] } => {
  const judged = judgeForm(citizenForm, input, { nowMs });
  const said = new Map<FieldKey, Judgement | null>();
  const stops: FieldKey[] = [];
  for (const key of keys) {
    const judgements = judged.judgementsByField.get(key) ?? [];
    const worst = judgements.find(({ severity }) => severity === 'block') ?? judgements[0];
    if (worst) said.set(key, worst);
    if (judged.missing.includes(key)) said.set(key, null);
    if (judged.missing.includes(key) || worst?.severity === 'block') stops.push(key);
  }
  return { said, stops };
};
