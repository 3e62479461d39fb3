import type { KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { answersByList } from '#domain/declaration/answers.ts';
import type { Control, FieldInput, FieldKey } from '#domain/declaration/form.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { WordKey } from '../../i18n/words.ts';
import { VerdictSign, type VerdictShape } from '../../ui/verdict-sign.tsx';
import styles from './field-row.module.css';

type ChoiceControlProps = {
  id: string;
  fieldKey: FieldKey;
  control: Extract<Control, { kind: 'one-of' | 'some-of' | 'tick' }>;
  value: FieldInput | undefined;
  describedBy: string;
  onAnswer: (value: FieldInput) => void;
  onAdvance: (from: Element) => void;
};

/** The digit beside each answer; the tenth is 0, as on the keyboard. */
const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

const chosenOf = (value: FieldInput | undefined): readonly string[] => {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? (value as readonly string[]) : [];
};

/** An answer from a closed list: a big box for the thumb, a digit beside it for the keyboard. */
export const ChoiceControl = (props: ChoiceControlProps) => {
  const say = useWords();
  const { id, fieldKey, control, value, describedBy, onAnswer, onAdvance } = props;
  const chosen = chosenOf(value);
  const many = control.kind === 'some-of';
  const answers: readonly string[] =
    control.kind === 'tick' ? ['yes'] : answersByList[control.list];
  const wordsOf = (answer: string): string =>
    control.kind === 'tick'
      ? say(`field.${fieldKey}`)
      : say(`answer.${control.list}.${answer}` as WordKey);

  const choose = (answer: string) => {
    const rest = chosen.filter((other) => other !== answer);
    if (control.kind === 'one-of') onAnswer(answer);
    else if (control.kind === 'tick') onAnswer(rest.length < chosen.length ? '' : answer);
    else onAnswer(rest.length < chosen.length ? rest : [...chosen, answer]);
  };
  const pressDigit = (event: KeyboardEvent) => {
    const answer = answers[keys.indexOf(event.key)];
    if (answer === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const group = event.currentTarget;
    // An answer may bring up the very field that comes next, so it is on the screen before moving on.
    flushSync(() => choose(answer));
    if (!many) onAdvance(group);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys bubble up from the boxes inside
    <div className={styles.choices} onKeyDown={pressDigit} aria-describedby={describedBy}>
      {answers.map((answer, index) => (
        <label key={answer} className={styles.choice}>
          <input
            id={index === 0 ? id : undefined}
            type={control.kind === 'one-of' ? 'radio' : 'checkbox'}
            name={id}
            value={answer}
            checked={chosen.includes(answer)}
            onChange={() => choose(answer)}
          />
          <span>
            <kbd>{fieldKey === 'check.noneAtOnce' ? '0' : keys[index]}</kbd>
            {control.kind === 'one-of' && control.list === 'verdict' && (
              <VerdictSign shape={answer as VerdictShape} size={26} />
            )}
            {wordsOf(answer)}
          </span>
        </label>
      ))}
    </div>
  );
};
