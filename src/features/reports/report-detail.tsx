import { ArrowLeft, Phone } from 'lucide-react';
import { parsePhone } from '#domain/identity/phone.ts';
import type { ReportStep } from '#domain/report/report-state.ts';
import type { ReportCard } from '#protocol/reports.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { DetailDeeds } from './detail-deeds.tsx';
import { ReportHistory } from './report-history.tsx';
import { durationWords, stateWords } from './report-words.ts';
import styles from './report-pane.module.css';
import type { Reports } from './use-reports.ts';

type ReportDetailProps = {
  card: ReportCard;
  reports: Reports;
  /** The post's name. */
  unit: string | null;
  serverNowMs: number;
  onTake: (step: ReportStep) => void;
  onClose: () => void;
};

/** One report whole: what was said, what was done, and what may be done about it. */
export const ReportDetail = (props: ReportDetailProps) => {
  const { card, reports, unit, serverNowMs, onTake, onClose } = props;
  const say = useWords();
  const { number, said, category, urgency, channel, receivedAtMs, sinceMs } = card;
  const agencies = reports.told?.agencies ?? [];
  const phone = said?.phone;
  const callable = phone === undefined ? null : parsePhone(phone);
  return (
    <article className={styles.pane} aria-label={say('report.number', { number })}>
      <header className={styles.paneHead}>
        <Button tone="quiet" onClick={onClose}>
          <ArrowLeft size={22} aria-hidden="true" />
          {say('report.close')}
        </Button>
        <h2 className="numbers">{say('report.number', { number })}</h2>
        <strong className={styles.state}>{stateWords(say, card)}</strong>
      </header>
      <p className={styles.said}>{said?.what ?? say('report.forgotten')}</p>
      <p className={styles.soft}>
        {[
          said?.place,
          say(`report.category.${category}`),
          say(`report.urgency.${urgency}`),
          say(`report.channel.${channel}`),
          unit,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className={`${styles.soft} numbers`}>
        {say('report.received', { time: formatMoment(receivedAtMs, serverNowMs) })}
        {card.state === 'received' &&
          ` · ${say('report.waits', { age: durationWords(say, serverNowMs - sinceMs) })}`}
        {card.repeats > 0 && ` · ${say('report.repeats', { count: card.repeats })}`}
      </p>
      <p>
        {said?.name ?? say('report.anonymous')}
        {phone !== undefined && callable === null && ` · ${phone}`}
      </p>
      {callable !== null && (
        <a href={`tel:${callable}`} className={styles.dial}>
          <Phone size={22} aria-hidden="true" />
          {say('report.dial', { phone: phone ?? '' })}
        </a>
      )}
      <DetailDeeds key={card.reportId} card={card} reports={reports} onTake={onTake} />
      <ReportHistory lines={card.lines} agencies={agencies} serverNowMs={serverNowMs} />
    </article>
  );
};
