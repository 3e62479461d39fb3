import { doTotalsMeet, type ReportTotals } from '#domain/report/report-totals.ts';
import { formatCount } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Note } from '../../ui/note.tsx';
import styles from './reports-screen.module.css';

/** Received = answered + forwarded + open, written out; should it ever not add up, that is said. */
export const SumLine = ({ totals, size }: { totals: ReportTotals; size: 'line' | 'large' }) => {
  const say = useWords();
  const { received, answered, forwarded, open } = totals;
  return (
    <>
      <p className={`${styles.sum} ${styles[size]} numbers`}>
        <strong>{formatCount(received)}</strong> = {formatCount(answered)}{' '}
        {say('report.sum.of.answered')} + {formatCount(forwarded)} {say('report.sum.of.forwarded')}
        {open > 0 && (
          <>
            {' '}
            + <strong className={styles.openCount}>{formatCount(open)}</strong>{' '}
            {say('report.sum.of.open')}
          </>
        )}
      </p>
      {!doTotalsMeet(totals) && <Note tone="alert">{say('report.sum.wrong')}</Note>}
    </>
  );
};
