import { useState, type Ref, type SubmitEvent } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import styles from './amend-reason.module.css';

type AmendReasonProps = {
  ref: Ref<HTMLDialogElement>;
  /** What was typed before, and not kept. */
  typed: string;
  onType: (reason: string) => void;
  onKeep: (reason: string) => void;
  onBack: () => void;
};

const limit = 160;

/** No correction without a reason in words. */
export const AmendReason = ({ ref, typed, onType, onKeep, onBack }: AmendReasonProps) => {
  const say = useWords();
  const [isMissing, setIsMissing] = useState(false);
  const keep = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const why = new FormData(event.currentTarget).get('why');
    const reason = typeof why === 'string' ? why.trim() : '';
    setIsMissing(reason === '');
    if (reason !== '') onKeep(reason);
  };
  return (
    <Ask ref={ref} question={say('record.amend.title')}>
      <form className={styles.form} onSubmit={keep}>
        <label>
          <span>{say('record.amend.why')}</span>
          <input
            name="why"
            lang="vi"
            maxLength={limit}
            autoComplete="off"
            defaultValue={typed}
            onInput={(event) => onType(event.currentTarget.value)}
          />
        </label>
        {isMissing && (
          <Note tone="alert">{`${say('record.amend.why')}: ${say('field/missing')}`}</Note>
        )}
        <div className={styles.buttons}>
          <Button type="submit" tone="action" size="lane">
            {say('record.amend.keep')}
          </Button>
          <Button size="lane" onClick={onBack}>
            {say('record.cancel')}
          </Button>
        </div>
      </form>
    </Ask>
  );
};
