import { useState } from 'react';
import { infectiousWindow, type TracedCase } from '#domain/tracing/traced-case.ts';
import { formatDay } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import { MinutesChoice } from './minutes-choice.tsx';
import { typedToCase, typedToDay, type TypedCase, type TypedFault } from './read-case.ts';
import styles from './case-form.module.css';
import frame from './trace-screen.module.css';

const fields = [
  ['number', 'trace.enter.number', 'text', null],
  ['phone', 'trace.enter.phone', 'tel', null],
  ['fullName', 'trace.enter.name', 'text', null],
  ['dob', 'trace.enter.dob', 'text', 'trace.enter.dob.hint'],
  ['plate', 'trace.enter.plate', 'text', null],
  ['onset', 'trace.enter.onset', 'text', 'trace.enter.onset.hint'],
] as const;

type CaseFormProps = {
  typed: TypedCase;
  onType: (typed: TypedCase) => void;
  busy: boolean;
  onEnter: (traced: TracedCase, watch: boolean) => void;
  onBack: () => void;
};

/** A confirmed case: what is known of who it is, and since when. */
export const CaseForm = ({ typed, onType, busy, onEnter, onBack }: CaseFormProps) => {
  const say = useWords();
  const { tablet } = useServices();
  const [fault, setFault] = useState<TypedFault | null>(null);
  const onsetMs = typedToDay(typed.onset);
  const nowMs = tablet.clock.wallMs();
  const enter = () => {
    const read = typedToCase(typed, nowMs);
    setFault(read.ok ? null : read.error);
    if (read.ok) onEnter(read.value, typed.watch);
  };
  return (
    <form
      className={styles.form}
      aria-label={say('trace.enter.title')}
      onSubmit={(event) => {
        event.preventDefault();
        enter();
      }}
    >
      <h2>{say('trace.enter.title')}</h2>
      <p className={frame.soft}>{say('trace.enter.text')}</p>
      <div className={styles.fields}>
        {fields.map(([key, label, mode, hint]) => (
          <label key={key} className={styles.field}>
            {say(label)}
            <input
              lang="vi"
              name={key}
              autoComplete="off"
              spellCheck={false}
              inputMode={mode}
              maxLength={80}
              placeholder={hint === null ? '' : say(hint)}
              aria-invalid={fault === key}
              value={typed[key]}
              onChange={(event) => onType({ ...typed, [key]: event.currentTarget.value })}
            />
          </label>
        ))}
      </div>
      {onsetMs !== null && onsetMs <= nowMs && (
        <p className="numbers">
          {say('trace.enter.window', { from: formatDay(infectiousWindow(onsetMs, nowMs).fromMs) })}
        </p>
      )}
      <div className={frame.row}>
        <MinutesChoice
          minutes={typed.minutes}
          onChoose={(minutes) => onType({ ...typed, minutes })}
        />
        <label className={styles.tick}>
          <input
            type="checkbox"
            checked={typed.watch}
            onChange={(event) => onType({ ...typed, watch: event.currentTarget.checked })}
          />
          {say('trace.enter.watch')}
        </label>
      </div>
      {fault !== null && <Note tone="alert">{say(`trace.bad.${fault}`)}</Note>}
      <div className={frame.row}>
        <Button type="submit" tone="action" size="lane" disabled={busy}>
          {say('trace.enter.go')}
        </Button>
        <Button size="lane" onClick={onBack}>
          {say('trace.enter.back')}
        </Button>
      </div>
    </form>
  );
};
