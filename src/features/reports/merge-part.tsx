import { useState } from 'react';
import type { ReportStep } from '#domain/report/report-state.ts';
import { failureCode } from '#protocol/call-failure.ts';
import type { ReportCard } from '#protocol/reports.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { useServices } from '../services.ts';
import { alike } from './report-order.ts';
import styles from './report-pane.module.css';
import type { Reports } from './use-reports.ts';

type MergePartProps = {
  card: ReportCard;
  reports: Reports;
  onTake: (step: ReportStep) => void;
};

/** Which other report says the same: those that look alike, or any by its number. */
export const MergePart = ({ card, reports, onTake }: MergePartProps) => {
  const say = useWords();
  const { transport } = useServices();
  const [number, setNumber] = useState('');
  const [isUnknown, setIsUnknown] = useState(false);
  const suggested = alike(card, reports.waiting ?? []);
  const merge = (into: string) => onTake({ kind: 'merged', into });
  const mergeByNumber = async (): Promise<void> => {
    const answer = await transport.findReports({ text: number, before: null });
    if (!answer.ok) {
      reports.tell(failureCode(answer.error));
      return;
    }
    const found = answer.value.cards.find((one) => one.number === Number(number));
    const isOther = found !== undefined && found.reportId !== card.reportId;
    setIsUnknown(!isOther);
    if (isOther) merge(found.reportId);
  };
  return (
    <details className={styles.more} open={suggested.length > 0}>
      <summary>{say('report.merge')}</summary>
      {suggested.map((other) => (
        <Button
          key={other.reportId}
          className={styles.alike ?? ''}
          disabled={reports.isTaking}
          onClick={() => merge(other.reportId)}
        >
          {say('report.merge.into', { number: other.number, what: other.said?.what ?? '' })}
        </Button>
      ))}
      <form
        className={styles.deeds}
        onSubmit={(event) => {
          event.preventDefault();
          void mergeByNumber();
        }}
      >
        <input
          aria-label={say('report.merge.number')}
          placeholder={say('report.merge.number')}
          className={`${styles.select} numbers`}
          inputMode="numeric"
          maxLength={7}
          value={number}
          onChange={(event) => {
            setIsUnknown(false);
            setNumber(event.currentTarget.value.replace(/\D/g, ''));
          }}
        />
        <Button type="submit" disabled={reports.isTaking || number === ''}>
          {say('report.merge.do')}
        </Button>
        {isUnknown && (
          <strong className={styles.trouble} role="alert">
            {say('report.merge.unknown')}
          </strong>
        )}
      </form>
    </details>
  );
};
