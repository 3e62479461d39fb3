import { useEffect, useState } from 'react';
import type { ReportStep } from '#domain/report/report-state.ts';
import type { ReportCard } from '#protocol/reports.ts';
import { formatClock } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { playSignal } from '../../platform/lane-signals.ts';
import { readUnits } from '../../store/read-units.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { inOrder, loudness } from './report-order.ts';
import { ReportDetail } from './report-detail.tsx';
import { ReportRow } from './report-row.tsx';
import paneStyles from './report-pane.module.css';
import styles from './reports-screen.module.css';
import { SearchPart } from './search-part.tsx';
import { SendAgain } from './send-again.tsx';
import { StatisticsPart } from './statistics-part.tsx';
import { SumLine } from './sum-line.tsx';
import { TakeCall } from './take-call.tsx';
import { useReports } from './use-reports.ts';

const views = ['waiting', 'search', 'statistics'] as const;
type View = (typeof views)[number];

const lateEveryMs = 60_000;
const veryLateEveryMs = 15_000;

/** Rings while something is overdue, four times as often once it waited for twice its time. */
const useRinging = (late: number, veryLate: number): void => {
  const everyMs = veryLate > 0 ? veryLateEveryMs : lateEveryMs;
  const isLate = late > 0;
  useEffect(() => {
    if (!isLate) return;
    playSignal('stop');
    const timer = setInterval(() => playSignal('stop'), everyMs);
    return () => clearInterval(timer);
  }, [isLate, everyMs]);
};

/** The report desk: calls are taken down, and what waits ages and grows loud until it is answered or forwarded. */
export const ReportsScreen = () => {
  const say = useWords();
  const { tablet } = useServices();
  const reports = useReports();
  const nowMs = useNow(1000);
  const units = useLiveQuery(tablet.db, (live) => readUnits(live), [], []);
  const [view, setView] = useState<View>('waiting');
  const [opened, setOpened] = useState<ReportCard | null>(null);
  const [call, setCall] = useState(0);
  const { waiting, told, trouble, isLive, heardAtMs } = reports;
  const serverNowMs = nowMs + reports.offsetMs;
  const all = waiting ?? [];
  const loud = all.map((card) => loudness(card, serverNowMs));
  const veryLate = loud.filter((one) => one === 'very-late').length;
  const late = loud.filter((one) => one === 'late').length + veryLate;
  useRinging(late, veryLate);
  const takeCall = () => {
    setView('waiting');
    setOpened(null);
    setCall((count) => count + 1);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F2') return;
      event.preventDefault();
      takeCall();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  // What the queue has heard since is truer than what was opened.
  const shown = opened && (all.find(({ reportId }) => reportId === opened.reportId) ?? opened);
  const take = async (card: ReportCard, step: ReportStep): Promise<void> => {
    const now = await reports.take(card.reportId, step);
    if (now !== null) setOpened(now);
  };
  const isBarred = trouble !== null && needsSecondFactor(trouble);
  const unitOf = (unitId: string | null) =>
    unitId && (units.find((unit) => unit.unitId === unitId)?.name ?? unitId);
  const hidden = (told?.waiting ?? 0) - all.length;

  return (
    <section className={styles.reports}>
      <header className={styles.title}>
        <h1>{say('report.title')}</h1>
        {told !== null && <SumLine totals={told.totals} size="line" />}
        {isLive && <span className={paneStyles.soft}>● {say('report.live')}</span>}
      </header>
      <div aria-live="polite" className={paneStyles.notes}>
        {late > 0 && (
          <p className={styles.alarm} role="alert">
            {say('report.overdue.count', { count: late })}
          </p>
        )}
        {isBarred && <SecondFactor onProven={reports.again} />}
        {trouble !== null && !isBarred && <Note tone="alert">{say(trouble)}</Note>}
        {waiting !== null && !isLive && !isBarred && heardAtMs !== null && (
          <Note tone="warn">{say('report.stale', { time: formatClock(heardAtMs) })}</Note>
        )}
        {told !== null && <SendAgain deliveries={told.deliveries} reports={reports} />}
        {waiting === null && trouble === null && <p>{say('report.asking')}</p>}
      </div>
      <nav className={styles.views} aria-label={say('report.title')}>
        {views.map((one) => (
          <Button
            key={one}
            tone={view === one ? 'action' : 'plain'}
            aria-pressed={view === one}
            onClick={() => setView(one)}
          >
            {say(`report.view.${one}`, { count: told?.waiting ?? 0 })}
          </Button>
        ))}
        <Button className={styles.callButton ?? ''} tone="action" onClick={takeCall}>
          {say('report.call')} <kbd>F2</kbd>
        </Button>
      </nav>
      {view === 'statistics' ? (
        <StatisticsPart reports={reports} />
      ) : (
        <div className={styles.desk} data-pane={shown !== null || call > 0 ? 'open' : 'closed'}>
          <div className={styles.left}>
            {view === 'search' ? (
              <SearchPart
                reports={reports}
                serverNowMs={serverNowMs}
                openId={shown?.reportId ?? null}
                onOpen={setOpened}
              />
            ) : (
              <>
                {waiting?.length === 0 && <p className={styles.none}>{say('report.none')}</p>}
                <ul className={styles.list} aria-label={say('report.list')}>
                  {inOrder(all, serverNowMs).map((card) => (
                    <ReportRow
                      key={card.reportId}
                      card={card}
                      serverNowMs={serverNowMs}
                      isOpen={card.reportId === shown?.reportId}
                      onOpen={() => setOpened(card)}
                    />
                  ))}
                </ul>
                {hidden > 0 && <p>{say('report.hidden', { count: hidden })}</p>}
              </>
            )}
          </div>
          <div className={styles.right}>
            {shown === null ? (
              <>
                <Button className={styles.backToList ?? ''} tone="quiet" onClick={() => setCall(0)}>
                  {say('report.close')}
                </Button>
                <TakeCall reports={reports} focusOn={call} />
              </>
            ) : (
              <ReportDetail
                card={shown}
                reports={reports}
                unit={unitOf(shown.unitId)}
                serverNowMs={serverNowMs}
                onTake={(step) => void take(shown, step)}
                onClose={() => setOpened(null)}
              />
            )}
          </div>
        </div>
      )}
    </section>
  );
};
