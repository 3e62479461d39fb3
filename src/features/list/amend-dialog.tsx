import { useState, type Ref, type SubmitEvent } from 'react';
import { answersByList } from '#domain/declaration/answers.ts';
import { formatPhone } from '#domain/identity/phone.ts';
import { amendRecord } from '../../actions/amend-record.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { ListedRecord } from '../../store/listed-record.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import { readAmendment } from './read-amendment.ts';
import styles from './record-edit.module.css';
import { useSaying } from '../use-saying.ts';

type AmendDialogProps = { ref: Ref<HTMLDialogElement>; record: ListedRecord; onDone: () => void };

const reasonLimit = 160;

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** Corrects what is most often wrong. The recording stays in the log as it was. */
export const AmendDialog = ({ ref, record, onDone }: AmendDialogProps) => {
  const say = useWords();
  const { tablet } = useServices();
  const { trouble, speak } = useSaying();
  const { declaration, crossing } = record;
  const [verdict, setVerdict] = useState<string>(crossing['check.verdict']);
  const [fault, setFault] = useState<string | null>(null);

  const amend = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = readAmendment({
      phone: textIn(form, 'phone'),
      temperature: textIn(form, 'temperature'),
      verdict,
      reason: textIn(form, 'reason'),
    });
    if ('field' in read) {
      const { code, params } = read.fault ?? { code: 'field/missing' as const };
      setFault(`${say(`field.${read.field}`)}: ${say(code, params)}`);
      return;
    }
    const why = textIn(form, 'why').trim();
    if (why === '') {
      setFault(`${say('record.amend.why')}: ${say('field/missing')}`);
      return;
    }
    setFault(null);
    const amendment = { ...read.amendment, reason: why };
    if (await speak(amendRecord(tablet, record.recordId, amendment))) onDone();
  };

  return (
    <Ask ref={ref} question={say('record.amend.title')}>
      <form className={styles.form} onSubmit={(event) => void amend(event)}>
        <label>
          <span>{say('field.phone')}</span>
          <input
            name="phone"
            inputMode="tel"
            autoComplete="off"
            defaultValue={declaration.phone === undefined ? '' : formatPhone(declaration.phone)}
          />
        </label>
        <label>
          <span>{say('field.check.temperature')}</span>
          <input
            name="temperature"
            inputMode="decimal"
            autoComplete="off"
            defaultValue={String(crossing['check.temperature'] ?? '').replace('.', ',')}
          />
        </label>
        <label>
          <span>{say('field.check.verdict')}</span>
          <select value={verdict} onChange={(event) => setVerdict(event.currentTarget.value)}>
            {answersByList.verdict.map((answer) => (
              <option key={answer} value={answer}>
                {say(`answer.verdict.${answer}`)}
              </option>
            ))}
          </select>
        </label>
        {verdict !== 'pass' && (
          <label>
            <span>{say('field.check.reason')}</span>
            <select name="reason" defaultValue={crossing['check.reason'] ?? ''}>
              <option value="" />
              {answersByList.reason.map((answer) => (
                <option key={answer} value={answer}>
                  {say(`answer.reason.${answer}`)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          <span>{say('record.amend.why')}</span>
          <input name="why" lang="vi" maxLength={reasonLimit} autoComplete="off" />
        </label>
        {(fault ?? trouble) !== null && (
          <Note tone="alert">{fault ?? (trouble && say(trouble))}</Note>
        )}
        <div className={styles.buttons}>
          <Button type="submit" tone="action">
            {say('record.amend.keep')}
          </Button>
          <Button onClick={onDone}>{say('record.cancel')}</Button>
        </div>
      </form>
    </Ask>
  );
};
