import { useState } from 'react';
import { reportStates, type ReportState } from '#domain/report/report-state.ts';
import { failureCode } from '#protocol/call-failure.ts';
import type { ReportCard } from '#protocol/reports.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { useServices } from '../services.ts';
import { ReportRow } from './report-row.tsx';
import paneStyles from './report-pane.module.css';
import styles from './reports-screen.module.css';
import type { Reports } from './use-reports.ts';

type SearchPartProps = {
  reports: Reports;
  serverNowMs: number;
  openId: string | null;
  onOpen: (card: ReportCard) => void;
};

type Found = { readonly cards: readonly ReportCard[]; readonly before: number | null };

/** Finds reports among all there are, by words, telephone or number; each look is noted. */
export const SearchPart = ({ reports, serverNowMs, openId, onOpen }: SearchPartProps) => {
  const say = useWords();
  const { transport } = useServices();
  const [text, setText] = useState('');
  const [state, setState] = useState<ReportState | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const find = async (before: number | null): Promise<void> => {
    setIsAsking(true);
    const answer = await transport.findReports({ text, before, ...(state && { state }) });
    setIsAsking(false);
    if (!answer.ok) {
      reports.tell(failureCode(answer.error));
      return;
    }
    const { cards, before: next } = answer.value;
    setFound((known) => ({
      cards: before === null ? cards : [...(known?.cards ?? []), ...cards],
      before: next,
    }));
  };
  return (
    <section className={paneStyles.search}>
      <form
        className={paneStyles.deeds}
        onSubmit={(event) => {
          event.preventDefault();
          void find(null);
        }}
      >
        <input
          lang="vi"
          aria-label={say('report.search.text')}
          placeholder={say('report.search.text')}
          className={paneStyles.searchText}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <select
          aria-label={say('report.search.state')}
          className={paneStyles.select}
          value={state ?? ''}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            setState(reportStates.find((one) => one === chosen) ?? null);
          }}
        >
          <option value="">{say('report.search.any')}</option>
          {reportStates.map((one) => (
            <option key={one} value={one}>
              {say(`report.state.${one}`)}
            </option>
          ))}
        </select>
        <Button type="submit" tone="action" disabled={isAsking}>
          {say('report.search.do')}
        </Button>
      </form>
      <p className={paneStyles.soft} role="status">
        {isAsking && say('report.asking')}
        {!isAsking && found?.cards.length === 0 && say('report.search.nothing')}
      </p>
      <ul className={styles.list} aria-label={say('report.search.results')}>
        {found?.cards.map((card) => (
          <ReportRow
            key={card.reportId}
            card={card}
            serverNowMs={serverNowMs}
            isOpen={card.reportId === openId}
            onOpen={() => onOpen(card)}
          />
        ))}
      </ul>
      {found !== null && found.before !== null && (
        <Button disabled={isAsking} onClick={() => void find(found.before)}>
          {say('report.search.more')}
        </Button>
      )}
    </section>
  );
};
