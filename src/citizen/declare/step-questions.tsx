/** @jsxImportSource preact */
import {
  isAsked,
  questionsOf,
  type CitizenKey,
  type CitizenStep,
} from '#domain/declaration/citizen-steps.ts';
import type { FieldDefinition, FieldInput, FormInput } from '#domain/declaration/form.ts';
import { isRequired, isShown } from '#domain/declaration/shown-fields.ts';
import { declareWords } from './declare-words.ts';
import type { Said } from './judge-answers.ts';
import { Question } from './question.tsx';

type StepQuestionsProps = {
  step: CitizenStep;
  input: FormInput;
  said: Said;
  onAnswer: (key: CitizenKey, value: FieldInput | undefined) => void;
};

/** Asked of few: they lie folded below what everybody answers. */
const forFew: ReadonlySet<string> = new Set([
  'oldDocNumber',
  'bhyt',
  'email',
  'addr.temporary',
  'epi.symptomNote',
]);

/** The questions of one step that the answers so far call for. */
export const StepQuestions = ({ step, input, said, onAnswer }: StepQuestionsProps) => {
  const say = declareWords.useSay();
  const asked = questionsOf(step).filter(
    (field) => isShown(field, input) && isAsked(field.key, input),
  );
  const isFolded = (field: FieldDefinition) =>
    forFew.has(field.key) && !isRequired(field, input) && !said.has(field.key);
  const draw = (field: FieldDefinition) => (
    <Question
      key={field.key}
      field={field}
      input={input}
      said={said.get(field.key)}
      isAlone={step.key === 'whose' && field.key === 'byProxy'}
      onAnswer={onAnswer}
    />
  );
  const few = asked.filter(isFolded);
  return (
    <>
      {step.key === 'health' && <p class="lead">{say('citizen.health.lead')}</p>}
      {step.key === 'proofs' && <p class="lead">{say('citizen.proofs.lead')}</p>}
      {asked.filter((field) => !isFolded(field)).map(draw)}
      {few.length > 0 && (
        <details open={few.some(({ key }) => input[key] !== undefined)}>
          <summary>{say('citizen.more')}</summary>
          {few.map(draw)}
        </details>
      )}
    </>
  );
};
