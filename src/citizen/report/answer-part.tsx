/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { MailboxAnswerResponse } from '#protocol/mailbox.ts';
import { readSecret } from './kept-report.ts';
import { reportWords } from './report-words.ts';
import { askAnswer } from './send-report.ts';

type AnswerPartProps = {
  /** Of the last report of this telephone; null and empty: there is none. */
  number: number | null;
  secret: string;
};

/** Shows how a report stands to whoever has its number and its code. */
export const AnswerPart = ({ number, secret }: AnswerPartProps) => {
  const say = reportWords.useSay();
  const [typedNumber, setNumber] = useState(String(number ?? ''));
  const [typedSecret, setSecret] = useState(secret);
  const [answer, setAnswer] = useState<MailboxAnswerResponse | null>(null);
  const [trouble, setTrouble] = useState<'look.wrong' | 'no-line' | 'too-many' | null>(null);
  const look = async (): Promise<void> => {
    const told = await askAnswer(Number(typedNumber), readSecret(typedSecret));
    setAnswer(told.ok ? told.value : null);
    if (told.ok) setTrouble(null);
    else if (told.error.kind === 'no-network') setTrouble('no-line');
    else setTrouble(told.error.code === 'report/no-receipt' ? 'look.wrong' : 'too-many');
  };
  const isForgotten =
    answer?.answer === null && (answer.state === 'answered' || answer.state === 'closed');
  return (
    <details class="report-look" open={number !== null}>
      <summary>{say('citizen-report.look')}</summary>
      <form
        class="report-form"
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <label for="look-number">{say('citizen-report.number')}</label>
        <input
          id="look-number"
          inputMode="numeric"
          maxLength={9}
          value={typedNumber}
          onInput={(event) => setNumber(event.currentTarget.value.replace(/\D/g, ''))}
        />
        <label for="look-secret">{say('citizen-report.secret')}</label>
        <input
          id="look-secret"
          autoComplete="off"
          maxLength={20}
          value={typedSecret}
          onInput={(event) => setSecret(event.currentTarget.value)}
        />
        <button
          type="submit"
          class="report-plain"
          disabled={Number(typedNumber) < 1 || typedSecret === ''}
        >
          {say('citizen-report.look.do')}
        </button>
        <div role="status">
          {trouble && <p class="note warning">{say(`citizen-report.${trouble}`)}</p>}
          {answer && (
            <p class="note">
              <strong>
                {isForgotten
                  ? say('citizen-report.state.forgotten')
                  : say(`citizen-report.state.${answer.state}`, { agency: answer.agency ?? '' })}
              </strong>
              {answer.answer !== null && <span class="report-answer">{answer.answer}</span>}
            </p>
          )}
        </div>
      </form>
    </details>
  );
};
