import type { Ref, SubmitEvent } from 'react';
import { answersByList } from '#domain/declaration/answers.ts';
import { voidRecord } from '../../actions/void-record.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import styles from './record-edit.module.css';
import { useSaying } from '../use-saying.ts';
import { useWhyVoid } from './use-why-void.ts';

type VoidDialogProps = { ref: Ref<HTMLDialogElement>; recordId: string; onDone: () => void };

const noteLimit = 160;

/** Says that a record does not count, and why. Nothing is deleted. */
export const VoidDialog = ({ ref, recordId, onDone }: VoidDialogProps) => {
  const say = useWords();
  const { tablet } = useServices();
  const { trouble, speak } = useSaying();
  const { why, change, forget } = useWhyVoid(recordId);

  const stop = async () => {
    await forget();
    onDone();
  };
  const voidIt = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { reason = null, note = '' } = why ?? {};
    if (reason === null) return;
    const words = note.trim();
    const said = voidRecord(tablet, recordId, { reason, ...(words !== '' && { note: words }) });
    if (await speak(said)) await stop();
  };

  return (
    <Ask ref={ref} question={say('record.void.title')}>
      {why && (
        <form className={styles.form} onSubmit={(event) => void voidIt(event)}>
          <fieldset className={styles.reasons}>
            <legend className="visually-hidden">{say('record.void.reason')}</legend>
            {answersByList.voidReason.map((answer) => (
              <label key={answer}>
                <input
                  type="radio"
                  name="reason"
                  value={answer}
                  checked={why.reason === answer}
                  onChange={() => change({ ...why, reason: answer })}
                />
                <span>{say(`answer.voidReason.${answer}`)}</span>
              </label>
            ))}
          </fieldset>
          <label>
            <span>{say('record.void.note')}</span>
            <input
              name="note"
              lang="vi"
              maxLength={noteLimit}
              autoComplete="off"
              defaultValue={why.note}
              onInput={(event) => change({ ...why, note: event.currentTarget.value })}
            />
          </label>
          {trouble && <Note tone="alert">{say(trouble)}</Note>}
          <div className={styles.buttons}>
            <Button type="submit" tone="alert" disabled={why.reason === null}>
              {say('record.void')}
            </Button>
            <Button onClick={() => void stop()}>{say('record.cancel')}</Button>
          </div>
        </form>
      )}
    </Ask>
  );
};
