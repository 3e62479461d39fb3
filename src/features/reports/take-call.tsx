import { useEffect, useRef, useState } from 'react';
import { templatesFor } from '#domain/report/answer-templates.ts';
import { reportChannels, typedToReport, type ReportChannel } from '#domain/report/report.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import formStyles from '../report-form.module.css';
import { ReportForm } from '../report-form.tsx';
import { useReportDraft } from '../use-report-draft.ts';
import styles from './report-pane.module.css';
import type { Reports } from './use-reports.ts';

type DeskChannel = Exclude<ReportChannel, 'post'>;
const channels = reportChannels.filter((channel): channel is DeskChannel => channel !== 'post');

/** A call is taken down while the caller speaks: keys only, and what was answered at once goes with it. */
export const TakeCall = ({ reports, focusOn }: { reports: Reports; focusOn: number }) => {
  const say = useWords();
  const { draft, change, begin } = useReportDraft('desk');
  const what = useRef<HTMLTextAreaElement>(null);
  const [channel, setChannel] = useState<DeskChannel>('call');
  const [isMissing, setIsMissing] = useState(false);
  const [number, setNumber] = useState<number | null>(null);
  const [isUnsent, setIsUnsent] = useState(false);
  const isReady = draft !== null;
  useEffect(() => {
    if (isReady && focusOn > 0) what.current?.focus();
  }, [isReady, focusOn]);
  if (draft === null) return null;

  const send = async (): Promise<void> => {
    if (reports.isTaking) return;
    const report = typedToReport(draft.typed);
    setIsMissing(report === null);
    if (report === null) {
      what.current?.focus();
      return;
    }
    const text = draft.answer.trim();
    const { reportId } = draft;
    const step = { kind: 'answered', text } as const;
    const card = await reports.receive({ reportId, channel, report, ...(text !== '' && { step }) });
    setIsUnsent(card === null);
    if (card === null) return;
    setNumber(card.number);
    setChannel('call');
    begin();
    what.current?.focus();
  };

  return (
    <form
      className={styles.pane}
      aria-label={say('report.call')}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !event.ctrlKey) return;
        event.preventDefault();
        void send();
      }}
    >
      <h2>{say('report.call')}</h2>
      <div aria-live="polite" className={styles.notes}>
        {number !== null && !isUnsent && (
          <p className={styles.done}>{say('report.call.kept', { number })}</p>
        )}
        {isUnsent && <Note tone="alert">{say('report.call.unsent')}</Note>}
      </div>
      <ReportForm
        typed={draft.typed}
        isMissing={isMissing}
        what={what}
        onChange={(typed) => {
          setIsMissing(false);
          change({ ...draft, typed });
        }}
      />
      <fieldset className={formStyles.choice}>
        <legend>{say('report.channel')}</legend>
        {channels.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="report-channel"
              checked={channel === one}
              onChange={() => setChannel(one)}
            />
            <span>{say(`report.channel.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <label className={formStyles.field}>
        <span>{say('report.answer.now')}</span>
        <textarea
          lang="vi"
          rows={2}
          maxLength={2000}
          value={draft.answer}
          onChange={(event) => change({ ...draft, answer: event.currentTarget.value })}
        />
      </label>
      <div className={styles.templates}>
        {templatesFor(draft.typed.category)
          .slice(0, 3)
          .map(({ title, text }) => (
            <Button key={title} onClick={() => change({ ...draft, answer: text })}>
              {title}
            </Button>
          ))}
      </div>
      <div className={styles.deeds}>
        <Button type="submit" tone="action" size="lane" disabled={reports.isTaking}>
          {say(draft.answer.trim() === '' ? 'report.call.keep' : 'report.call.keep-answered')}
        </Button>
        <span className={styles.keys}>{say('report.call.keys')}</span>
      </div>
    </form>
  );
};
