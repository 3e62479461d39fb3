/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import {
  longestPlace,
  longestWhat,
  reportCategories,
  typedToReport,
  type TypedReport,
} from '#domain/report/report.ts';
import type { CitizenReport } from './kept-report.ts';
import { reportWords } from './report-words.ts';
import { sendReport } from './send-report.ts';

type Trouble = 'missing' | 'no-line' | 'too-many' | 'failed';

type WritePartProps = { report: CitizenReport; onChange: (report: CitizenReport) => void };

/** What was seen, where, and who says so if they like. Each letter is kept on the telephone. */
export const WritePart = ({ report, onChange }: WritePartProps) => {
  const say = reportWords.useSay();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isSending, setIsSending] = useState(false);
  const { typed } = report;
  const set = (part: Partial<TypedReport>) => {
    setTrouble(null);
    onChange({ ...report, typed: { ...typed, ...part } });
  };
  const send = async (): Promise<void> => {
    if (isSending) return;
    const said = typedToReport(typed);
    if (said === null) {
      setTrouble('missing');
      document.getElementById('report-what')?.focus();
      return;
    }
    setIsSending(true);
    const answer = await sendReport(report, said);
    setIsSending(false);
    if (answer.ok) {
      onChange({ ...report, number: answer.value.number });
      return;
    }
    const { error } = answer;
    if (error.kind === 'no-network') setTrouble('no-line');
    else setTrouble(error.code === 'declare/too-many' ? 'too-many' : 'failed');
  };
  return (
    <form
      class="report-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h1>{say('citizen-report.heading')}</h1>
      <p class="lead">{say('citizen-report.lead')}</p>
      <label for="report-what">{say('citizen-report.what')}</label>
      <textarea
        id="report-what"
        rows={4}
        maxLength={longestWhat}
        value={typed.what}
        onInput={(event) => set({ what: event.currentTarget.value })}
      />
      <label for="report-place">{say('citizen-report.place')}</label>
      <input
        id="report-place"
        maxLength={longestPlace}
        value={typed.place}
        onInput={(event) => set({ place: event.currentTarget.value })}
      />
      <label for="report-category">{say('citizen-report.category')}</label>
      <select
        id="report-category"
        value={typed.category}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          set({ category: reportCategories.find((one) => one === chosen) ?? 'other' });
        }}
      >
        {reportCategories.map((one) => (
          <option key={one} value={one}>
            {say(`citizen-report.category.${one}`)}
          </option>
        ))}
      </select>
      <label for="report-name">{say('citizen-report.name')}</label>
      <input
        id="report-name"
        autoComplete="name"
        maxLength={80}
        value={typed.name}
        onInput={(event) => set({ name: event.currentTarget.value })}
      />
      <label for="report-phone">{say('citizen-report.phone')}</label>
      <input
        id="report-phone"
        inputMode="tel"
        autoComplete="tel"
        maxLength={60}
        value={typed.phone}
        onInput={(event) => set({ phone: event.currentTarget.value })}
      />
      <div role="alert">
        {trouble && <p class="note warning">{say(`citizen-report.${trouble}`)}</p>}
      </div>
      <button type="submit" class="report-action" disabled={isSending}>
        {say(isSending ? 'citizen-report.sending' : 'citizen-report.send')}
      </button>
    </form>
  );
};
