import { useState } from 'react';
import { answersByList } from '#domain/declaration/answers.ts';
import type { AnswerOf } from '#domain/declaration/answers.ts';
import type { Officer } from '#domain/officer/officer.ts';
import { may } from '#domain/officer/permissions.ts';
import type { Pad } from '#domain/paper/fold-ledger.ts';
import { handleSheets, type SheetHandling } from '../../actions/handle-sheets.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import styles from './pads-screen.module.css';

type HandlingFormProps = { pad: Pad; officers: readonly Officer[] };

/** Which sheets, and what became of them: handed out, come back, spoiled. */
export const HandlingForm = ({ pad, officers }: HandlingFormProps) => {
  const say = useWords();
  const { tablet, sync } = useServices();
  const { sheets } = pad;
  const [from, setFrom] = useState(sheets[0]?.number ?? 0);
  const [to, setTo] = useState(sheets[0]?.number ?? 0);
  const typists = officers.filter(({ role }) => may(role, 'handle-sheets'));
  const [officer, setOfficer] = useState(typists[0]?.officerId ?? '');
  const [reason, setReason] = useState<AnswerOf<'spoilReason'>>('misprinted');
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<{ tone: 'info' | 'alert'; words: string } | null>(null);
  const chosen = sheets.filter(({ number }) => from <= number && number <= to);

  const note = async (handling: SheetHandling) => {
    if (busy) return;
    setBusy(true);
    const outcome = await handleSheets(tablet, pad.padId, handling);
    setBusy(false);
    setTold(
      outcome.ok
        ? { tone: 'info', words: say('pads.done', { count: chosen.length }) }
        : { tone: 'alert', words: say(outcome.error.code) },
    );
    if (outcome.ok) sync.wake('saved');
  };
  const serialOptions = sheets.map(({ serial, number }) => (
    <option key={number} value={number}>
      {serial}
    </option>
  ));

  return (
    <div className={styles.handling}>
      <label>
        <span>{say('pads.from')}</span>
        <select
          value={from}
          onChange={(event) => {
            const number = Number(event.currentTarget.value);
            setFrom(number);
            setTo(Math.max(number, to));
          }}
        >
          {serialOptions}
        </select>
      </label>
      <label>
        <span>{say('pads.to')}</span>
        <select
          value={to}
          onChange={(event) => {
            const number = Number(event.currentTarget.value);
            setTo(number);
            setFrom(Math.min(number, from));
          }}
        >
          {serialOptions}
        </select>
      </label>
      <label>
        <span>{say('pads.hand-out')}</span>
        <select value={officer} onChange={(event) => setOfficer(event.currentTarget.value)}>
          {typists.map(({ officerId, name }) => (
            <option key={officerId} value={officerId}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Button
        tone="action"
        disabled={busy || officer === ''}
        onClick={() => void note({ kind: 'sheets.handed-out', data: { from, to, officer } })}
      >
        {say('pads.hand-out.do')}
      </Button>
      <Button
        disabled={busy}
        onClick={() => void note({ kind: 'sheets.returned', data: { from, to } })}
      >
        {say('pads.return.do')}
      </Button>
      <label>
        <span>{say('pads.spoil')}</span>
        <select
          value={reason}
          onChange={(event) => {
            const asked = event.currentTarget.value;
            setReason(answersByList.spoilReason.find((one) => one === asked) ?? 'other');
          }}
        >
          {answersByList.spoilReason.map((one) => (
            <option key={one} value={one}>
              {say(`answer.spoilReason.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <Button
        tone="alert"
        disabled={busy}
        onClick={() => void note({ kind: 'sheets.spoiled', data: { from, to, reason } })}
      >
        {say('pads.spoil.do')}
      </Button>
      {told && (
        <div className={styles.told}>
          <Note tone={told.tone}>{told.words}</Note>
        </div>
      )}
    </div>
  );
};
