import { QrCode } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { padLimit } from '#domain/paper/pad-data.ts';
import { issuePad } from '../../actions/issue-pad.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { padPath, paths } from '../paths.ts';
import { useServices } from '../services.ts';
import { MissingNotes } from './missing-notes.tsx';
import { StateCounts } from './state-counts.tsx';
import styles from './pads-screen.module.css';
import { TypingTasks } from './typing-tasks.tsx';
import { usePads } from './use-pads.ts';

const usualCount = 50;

/** The unit's pads of paper: printing a new one, and what became of the sheets of each. */
export const PadsScreen = () => {
  const say = useWords();
  const { tablet, sync } = useServices();
  const [, navigate] = useLocation();
  const nowMs = useNow(60_000);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const state = usePads();
  if (!state) return null;
  const { ledger, nameOf } = state;

  const issue = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const paper = form.get('paper') === 'a5' ? 'a5' : 'a4';
    setBusy(true);
    const outcome = await issuePad(tablet, { count: Number(form.get('count')), paper });
    setBusy(false);
    setTrouble(outcome.ok ? null : say(outcome.error.code));
    if (!outcome.ok) return;
    sync.wake('saved');
    navigate(padPath(outcome.value.padId));
  };

  return (
    <section className={styles.pads}>
      <h1>{say('pads.title')}</h1>
      <form className={styles.issue} onSubmit={(event) => void issue(event)} noValidate>
        <label>
          <span>{say('pads.count')}</span>
          <input
            name="count"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={usualCount}
            maxLength={String(padLimit).length}
          />
        </label>
        <fieldset className={styles.choice}>
          <legend>{say('pads.paper')}</legend>
          {(['a4', 'a5'] as const).map((paper) => (
            <label key={paper}>
              <input type="radio" name="paper" value={paper} defaultChecked={paper === 'a4'} />
              <span>{say(`pads.paper.${paper}`)}</span>
            </label>
          ))}
        </fieldset>
        <Button type="submit" tone="action" size="lane" disabled={busy}>
          {say('pads.issue')}
        </Button>
      </form>
      <p>{say('pads.text')}</p>
      <Link href={paths.poster} className={styles.poster ?? ''}>
        <QrCode size={24} aria-hidden="true" /> {say('poster.open')}
      </Link>
      {trouble && <Note tone="alert">{trouble}</Note>}
      {ledger.waiting > 0 && <Note>{say('pads.waiting', { count: ledger.waiting })}</Note>}
      <TypingTasks nowMs={nowMs} />
      <MissingNotes ledger={ledger} nameOf={nameOf} />
      {ledger.pads.length === 0 && <p>{say('pads.none')}</p>}
      <ul className={styles.list}>
        {ledger.pads.map((pad) => (
          <li key={pad.padId}>
            <Link href={padPath(pad.padId)} className={`${styles.pad ?? ''} numbers`}>
              <strong>
                {pad.sheets[0]?.serial} – {pad.sheets.at(-1)?.serial}
              </strong>
              <span>
                {say('pads.line', {
                  count: pad.sheets.length,
                  time: formatMoment(pad.wallMs, nowMs),
                  officer: nameOf(pad.officer),
                })}
              </span>
              <StateCounts sheets={pad.sheets} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};
