import type { ReportCard } from '#protocol/reports.ts';
import { useWords } from '../../i18n/use-words.ts';
import { loudness } from './report-order.ts';
import { durationWords, stateWords } from './report-words.ts';
import paneStyles from './report-pane.module.css';
import styles from './reports-screen.module.css';

type ReportRowProps = {
  card: ReportCard;
  serverNowMs: number;
  isOpen: boolean;
  onOpen: () => void;
};

/** One report of a list: how long it waits, what it is about, where. */
export const ReportRow = ({ card, serverNowMs, isOpen, onOpen }: ReportRowProps) => {
  const say = useWords();
  const loud = loudness(card, serverNowMs);
  const { number, urgency, category, channel, repeats, said, sinceMs, state } = card;
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        data-loud={loud}
        aria-current={isOpen ? 'true' : undefined}
        onClick={onOpen}
      >
        <span className={styles.rowHead}>
          <strong className="numbers">{say('report.number', { number })}</strong>
          {urgency === 'urgent' && (
            <span className={styles.urgent}>{say('report.urgency.urgent')}</span>
          )}
          <span className={`${styles.age} numbers`}>
            {state === 'received' && card.mergedInto === null
              ? durationWords(say, serverNowMs - sinceMs)
              : stateWords(say, card)}
            {(loud === 'late' || loud === 'very-late') && ` · ${say('report.overdue')}`}
          </span>
        </span>
        <span className={styles.what}>{said?.what ?? say('report.forgotten')}</span>
        <span className={paneStyles.soft}>
          {[
            said?.place,
            say(`report.category.${category}`),
            say(`report.channel.${channel}`),
            repeats > 0 && say('report.repeats', { count: repeats }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </button>
    </li>
  );
};
