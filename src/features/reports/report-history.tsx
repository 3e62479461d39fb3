import type { ReportCard, ReportsResponse } from '#protocol/reports.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords, type Say } from '../../i18n/use-words.ts';
import { actorWords } from './report-words.ts';
import styles from './report-pane.module.css';

type Agencies = ReportsResponse['agencies'];
type Line = ReportCard['lines'][number];

/** What belongs to a line, in words. */
const detailWords = (say: Say, { step }: Line, agencies: Agencies): string | null => {
  if (step === undefined) return null;
  if (step.kind === 'forwarded') {
    const name = agencies.find(({ agencyId }) => agencyId === step.agencyId)?.name;
    return [name ?? step.agencyId, step.text].filter(Boolean).join(': ');
  }
  if (step.kind === 'sorted') {
    return `${say(`report.category.${step.category}`)} · ${say(`report.urgency.${step.urgency}`)}`;
  }
  return 'text' in step ? (step.text ?? null) : null;
};

type ReportHistoryProps = { lines: readonly Line[]; agencies: Agencies; serverNowMs: number };

/** Who did what, and when: only ever added to. */
export const ReportHistory = ({ lines, agencies, serverNowMs }: ReportHistoryProps) => {
  const say = useWords();
  return (
    <section className={styles.history}>
      <h3>{say('report.history')}</h3>
      <ol>
        {lines.map((line) => {
          const detail = detailWords(say, line, agencies);
          return (
            <li key={`${line.atMs} ${line.kind} ${line.actor}`}>
              <span className="numbers">{formatMoment(line.atMs, serverNowMs)}</span>{' '}
              <strong>{say(`report.line.${line.kind}`)}</strong>{' '}
              <span className={styles.soft}>{actorWords(say, line.actor, agencies)}</span>
              {detail !== null && <p>{detail}</p>}
            </li>
          );
        })}
      </ol>
    </section>
  );
};
