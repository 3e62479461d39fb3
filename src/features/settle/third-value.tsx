import { useState, type SubmitEvent } from 'react';
import { answersByList } from '#domain/declaration/answers.ts';
import type { FieldDefinition } from '#domain/declaration/form.ts';
import { readAnswer } from '#domain/declaration/read-answer.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { WordKey } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import styles from './settle-screen.module.css';

/** An address is picked on the record's own sheet, and several answers are not one line. */
export const canBeTyped = ({ control }: FieldDefinition): boolean =>
  control.kind !== 'address' && control.kind !== 'some-of' && control.kind !== 'tick';

const keyboardOf = ({ control }: FieldDefinition) => {
  if (control.kind === 'number') return 'decimal';
  if (control.kind === 'day') return 'numeric';
  return control.kind === 'text' && control.keyboard === 'tel' ? 'tel' : 'text';
};

type ThirdValueProps = { field: FieldDefinition; onKeep: (value: unknown) => void };

/** Another value, typed and judged by the rules of the sheet. */
export const ThirdValue = ({ field, onKeep }: ThirdValueProps) => {
  const say = useWords();
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const keep = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const read = readAnswer(field, typed, {});
    if ('fault' in read) setFault(say(read.fault.code, read.fault.params));
    else onKeep(read.value);
  };
  return (
    <form className={styles.third} onSubmit={keep}>
      <AnswerBox field={field} typed={typed} onType={setTyped} />
      <Button type="submit" tone="action" disabled={typed.trim() === ''}>
        {say('settle.third.keep')}
      </Button>
      {fault !== null && <Note tone="alert">{fault}</Note>}
    </form>
  );
};

type AnswerBoxProps = { field: FieldDefinition; typed: string; onType: (text: string) => void };

/** Where one answer of the sheet is typed or chosen. */
export const AnswerBox = ({ field, typed, onType }: AnswerBoxProps) => {
  const say = useWords();
  const { control, key } = field;
  const label = say(`field.${key}`);
  return control.kind === 'one-of' ? (
    <select aria-label={label} value={typed} onChange={(event) => onType(event.target.value)}>
      <option value="" />
      {answersByList[control.list].map((answer) => (
        <option key={answer} value={answer}>
          {say(`answer.${control.list}.${answer}` as WordKey)}
        </option>
      ))}
    </select>
  ) : (
    <input
      aria-label={label}
      lang="vi"
      autoComplete="off"
      inputMode={keyboardOf(field)}
      value={typed}
      onChange={(event) => onType(event.target.value)}
    />
  );
};
