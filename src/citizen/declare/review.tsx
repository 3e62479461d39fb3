/** @jsxImportSource preact */
import {
  citizenSteps,
  isAsked,
  questionsOf,
  type CitizenKey,
} from '#domain/declaration/citizen-steps.ts';
import type { FieldDefinition, FieldInput, FormInput } from '#domain/declaration/form.ts';
import { noticeVersion } from '#domain/declaration/notice.ts';
import { isRequired, isShown } from '#domain/declaration/shown-fields.ts';
import { declareWords } from './declare-words.ts';

type Say = ReturnType<typeof declareWords.useSay>;

/** An answer as one reads it; null: there is none. */
const toWords = (say: Say, { key, control }: FieldDefinition, value: FieldInput | undefined) => {
  if (value === undefined || value === '') return null;
  if (key === 'byProxy') return say(value === 'yes' ? 'citizen.for-other' : 'citizen.for-me');
  if (control.kind === 'tick') return say('answer.yesNo.yes');
  if (control.kind === 'one-of' || control.kind === 'some-of') {
    const chosen = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
    return chosen
      .map((one) => say(`answer.${control.list}.${String(one)}` as Parameters<Say>[0]))
      .join(', ');
  }
  if (typeof value === 'object' && 'detail' in value) {
    return [value.detail, value.ward].filter(Boolean).join(', ') || null;
  }
  return String(value);
};

type ReviewProps = { input: FormInput; onChange: (step: number) => void };

/** All that was answered, step by step, each with its way back. */
export const Review = ({ input, onChange }: ReviewProps) => {
  const say = declareWords.useSay();
  return (
    <>
      {citizenSteps.slice(0, -1).map((step, at) => {
        const rows = questionsOf(step)
          .filter((field) => isShown(field, input) && isAsked(field.key, input))
          .map((field) => ({ field, words: toWords(say, field, input[field.key]) }))
          .filter(({ field, words }) => words !== null || isRequired(field, input));
        if (rows.length === 0) return null;
        return (
          <section key={step.key} class="reviewed">
            <header>
              <h2>{say(`step.${step.key}`)}</h2>
              <button
                type="button"
                class="quiet"
                aria-label={say('citizen.change.step', { step: say(`step.${step.key}`) })}
                onClick={() => onChange(at)}
              >
                {say('citizen.change')}
              </button>
            </header>
            <dl>
              {rows.map(({ field, words }) => (
                <div key={field.key}>
                  <dt>{say(`ask.${field.key as CitizenKey}`)}</dt>
                  <dd class={words === null ? 'none' : ''}>
                    {words ?? say('citizen.not-answered')}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </>
  );
};

/** What becomes of the data, and that it has to be true: to be read, not agreed to. */
export const Notice = () => {
  const say = declareWords.useSay();
  return (
    <>
      <section class="note">
        <h2>{say('citizen.notice')}</h2>
        <p>{say('citizen.notice.text', { version: noticeVersion })}</p>
      </section>
      <p class="note warning">{say('citizen.warning')}</p>
    </>
  );
};
