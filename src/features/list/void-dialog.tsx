import { useState, type Ref, type SubmitEvent } from 'react';
import { answersByList, type AnswerOf } from '#domain/declaration/answers.ts';
import { voidRecord } from '../../actions/void-record.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import styles from './record-edit.module.css';
import { useSaying } from '../use-saying.ts';

type VoidDialogProps = { ref: Ref<HTMLDialogElement>; recordId: string; onDone: () => void };

const noteLimit = 160;

/** Says that a record does not count, and why. Nothing is deleted. */
export const VoidDialog = ({ ref, recordId, onDone }: VoidDialogProps) => {
  const say = useWords();
  const { tablet } = useServices();
  const { trouble, speak } = useSaying();
  const [reason, setReason] = useState<AnswerOf<'voidReason'> | null>(null);

  const voidIt = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (reason === null) return;
    const typed = new FormData(event.currentTarget).get('note');
    const note = typeof typed === 'string' ? typed.trim() : '';
    const why = { reason, ...(note === '' ? {} : { note }) };
    if (await speak(voidRecord(tablet, recordId, why))) onDone();
  };

  return (
    <Ask ref={ref} question={say('record.void.title')}>
      <form className={styles.form} onSubmit={(event) => void voidIt(event)}>
        <fieldset className={styles.reasons}>
          <legend className="visually-hidden">{say('record.void.reason')}</legend>
          {answersByList.voidReason.map((answer) => (
            <label key={answer}>
              <input type="radio" name="reason" value={answer} onChange={() => setReason(answer)} />
              <span>{say(`answer.voidReason.${answer}`)}</span>
            </label>
          ))}
        </fieldset>
        <label>
          <span>{say('record.void.note')}</span>
          <input name="note" lang="vi" maxLength={noteLimit} autoComplete="off" />
        </label>
        {trouble && <Note tone="alert">{say(trouble)}</Note>}
        <div className={styles.buttons}>
          <Button type="submit" tone="alert" disabled={reason === null}>
            {say('record.void')}
          </Button>
          <Button onClick={onDone}>{say('record.cancel')}</Button>
        </div>
      </form>
    </Ask>
  );
};
