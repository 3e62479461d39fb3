/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  answerAsCitizen,
  citizenSteps,
  type CitizenKey,
  type CitizenStep,
} from '#domain/declaration/citizen-steps.ts';
import type { FieldInput, FormInput } from '#domain/declaration/form.ts';
import { systemClock } from '../../platform/clock.ts';
import { declareWords } from './declare-words.ts';
import type { Said } from './judge-answers.ts';
import type { Draft } from './kept.ts';
import { PostNote } from './post-note.tsx';
import { Notice, Review } from './review.tsx';
import { StepQuestions } from './step-questions.tsx';
import type { Followed } from './use-post.ts';
import type { Screen } from './use-screen.ts';

type FormScreenProps = {
  draft: Draft;
  /** Null: every step on one page. */
  at: number | null;
  followed: Followed;
  isLasting: boolean;
  onInput: (change: (input: FormInput) => FormInput) => void;
  onGo: (screen: Screen) => void;
  onSend: () => void;
};

const nothingSaid: Said = new Map();
const last = citizenSteps.length - 1;

/** Comes while somebody reads the first question; where it cannot, the server judges alone. */
const loadJudge = () => import('./judge-answers.ts').catch(() => null);

const showFirst = (key: CitizenKey | undefined) =>
  requestAnimationFrame(() => {
    const question = document.querySelector<HTMLElement>(`[data-question="${String(key)}"]`);
    question?.scrollIntoView({ block: 'center' });
    question?.querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true });
  });

/** The questions, one step at a time or all on one page; what is typed is kept with every letter. */
export const FormScreen = (props: FormScreenProps) => {
  const say = declareWords.useSay();
  const { draft, at, followed, isLasting, onInput, onGo, onSend } = props;
  const { input } = draft;
  const [said, setSaid] = useState<Said>(nothingSaid);
  const title = useRef<HTMLHeadingElement>(null);
  const step = at === null ? null : citizenSteps[at];
  const steps: readonly CitizenStep[] = step ? [step] : citizenSteps;

  useEffect(() => {
    void loadJudge();
    void import('./send-declaration.ts').catch(() => null);
  }, []);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
  }, [at]);

  const judge = async (asked: readonly CitizenStep[]) => {
    const judging = await loadJudge();
    if (!judging) return { said: nothingSaid, stops: [] };
    const keys = asked.flatMap(({ fields }) => fields);
    return judging.judgeAnswers(input, keys, systemClock.wallMs());
  };
  const answer = (key: CitizenKey, value: FieldInput | undefined) => {
    onInput((before) => answerAsCitizen(before, key, value));
    if (!said.has(key)) return;
    setSaid(new Map([...said].filter(([other]) => other !== key)));
  };
  const stops = [...said].filter(
    ([key, one]) =>
      (one === null || one.severity === 'block') &&
      steps.some(({ fields }) => fields.some((asked) => asked === key)),
  ).length;
  const goOn = async () => {
    const isLast = step === null || at === last;
    const judged = await judge(isLast ? citizenSteps : steps);
    const doubts = [...judged.said.keys()].filter((key) => !said.has(key));
    setSaid(judged.said);
    const [first] = judged.stops as CitizenKey[];
    if (first !== undefined) {
      const where = citizenSteps.findIndex(({ fields }) => fields.includes(first));
      if (step && where !== at) onGo({ name: 'step', at: where });
      showFirst(first);
    } else if (doubts.length > 0 && !isLast) {
      // Said once, and then it is theirs to know.
      showFirst(doubts[0] as CitizenKey);
    } else if (isLast) onSend();
    else onGo({ name: 'step', at: (at ?? 0) + 1 });
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void goOn();
      }}
    >
      {at !== null && (
        <div class="progress">
          <p class="numbers" aria-hidden="true">
            <strong>{at + 1}</strong>/{citizenSteps.length}
          </p>
          <progress
            max={citizenSteps.length}
            value={at + 1}
            aria-label={say('citizen.step', { at: at + 1, of: citizenSteps.length })}
          />
        </div>
      )}
      {step ? (
        <h1 ref={title} tabIndex={-1}>
          {say(`step.${step.key}`)}
        </h1>
      ) : (
        <h1 ref={title} tabIndex={-1}>
          {say('citizen.title')}
        </h1>
      )}
      <PostNote followed={followed} isShort={at !== null && at !== last} />
      {draft.corrects && <p class="hint">{say('citizen.corrected')}</p>}
      {!isLasting && <p class="note warning">{say('citizen.no-storage')}</p>}
      {steps.map((one, index) => (
        <section key={one.key} class="step" aria-label={say(`step.${one.key}`)}>
          {!step && (
            <h2 class="part">
              <span class="numbers">{index + 1}</span> {say(`step.${one.key}`)}
            </h2>
          )}
          {step && one.key === 'review' && (
            <Review input={input} onChange={(to) => onGo({ name: 'step', at: to })} />
          )}
          {one.key === 'review' && <Notice />}
          <StepQuestions step={one} input={input} said={said} onAnswer={answer} />
        </section>
      ))}
      <p class="said" role="alert">
        {stops > 0 && say('citizen.see-again', { count: stops })}
      </p>
      <div class="go">
        <button type="button" class="plain" onClick={() => history.back()}>
          {say('citizen.back')}
        </button>
        <button type="submit" class="action">
          {say(step && at !== last ? 'citizen.next' : 'citizen.send')}
        </button>
      </div>
      <p class="foot">{say('citizen.saved')}</p>
      <p class="foot">
        <button
          type="button"
          class="link"
          onClick={() => onGo(step ? { name: 'whole' } : { name: 'step', at: 0 })}
        >
          {say(step ? 'citizen.whole' : 'citizen.by-step')}
        </button>
      </p>
    </form>
  );
};
