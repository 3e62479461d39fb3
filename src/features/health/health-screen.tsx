import { useEffect, useState } from 'react';
import { formatClock } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { playSignal } from '../../platform/lane-signals.ts';
import { readUnits } from '../../store/read-units.ts';
import { saveFile } from '../../platform/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { usePlaces } from '../use-places.ts';
import { useNow } from '../../ui/use-now.ts';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import styles from './health-screen.module.css';
import { countByWard, inOrder, isOverdue, wardOf } from './queue-order.ts';
import { ReferralItem } from './referral-item.tsx';
import { referralsToCsv } from './referrals-to-csv.ts';
import { useReferrals } from './use-referrals.ts';
import { WardTable } from './ward-table.tsx';

const ringEveryMs = 15_000;

/** Rings as long as somebody is overdue. */
const useRinging = (overdue: number): void => {
  useEffect(() => {
    if (overdue === 0) return;
    playSignal('stop');
    const timer = setInterval(() => playSignal('stop'), ringEveryMs);
    return () => clearInterval(timer);
  }, [overdue]);
};

/** Who needs the health desk now, all units together, kept fresh by the server. */
export const HealthScreen = () => {
  const say = useWords();
  const { tablet } = useServices();
  const nowMs = useNow(1000);
  const referrals = useReferrals();
  const { cards, deliveries, isLive, heardAtMs, offsetMs, trouble, taking } = referrals;
  const [ward, setWard] = useState<string | null | undefined>(undefined);
  const places = usePlaces();
  const save = () => saveFile('nguoi-can-y-te.csv', 'text/csv', referralsToCsv(all, say, places));
  const units = useLiveQuery(tablet.db, (live) => readUnits(live), [], []);
  const serverNowMs = nowMs + offsetMs;
  const all = cards ?? [];
  const overdue = all.filter((card) => isOverdue(card, serverNowMs)).length;
  useRinging(overdue);
  const isBarred = trouble !== null && needsSecondFactor(trouble);
  const shown = all.filter((card) => ward === undefined || wardOf(card) === ward);
  return (
    <section className={styles.health}>
      <header className={styles.title}>
        <h1>{say('health.title')}</h1>
        <span className={`${styles.soft} numbers`}>
          {cards !== null && say('health.count', { count: all.length })}
          {isLive && ` · ● ${say('health.live')}`}
        </span>
      </header>
      <div aria-live="polite" className={styles.notes}>
        {overdue > 0 && (
          <p className={styles.alarm} role="alert">
            {say('health.overdue.count', { count: overdue })}
          </p>
        )}
        {isBarred && <SecondFactor onProven={referrals.again} />}
        {trouble !== null && !isBarred && cards === null && (
          <Note tone="alert">{say(trouble)}</Note>
        )}
        {cards !== null && !isLive && !isBarred && heardAtMs !== null && (
          <Note tone="warn">{say('health.stale', { time: formatClock(heardAtMs) })}</Note>
        )}
        {deliveries !== null && deliveries.dead > 0 && (
          <Note tone="alert">{say('health.dead', { count: deliveries.dead })}</Note>
        )}
        {deliveries !== null && deliveries.waiting > 0 && (
          <Note>{say('health.waiting', { count: deliveries.waiting })}</Note>
        )}
        {cards === null && trouble === null && <p>{say('health.asking')}</p>}
        {cards?.length === 0 && <p>{say('health.none')}</p>}
      </div>
      {all.length > 0 && (
        <div className={styles.work}>
          <div className={styles.aside}>
            <WardTable counts={countByWard(all, serverNowMs)} chosen={ward} onChoose={setWard} />
            <Button onClick={save}>{say('health.save')}</Button>
          </div>
          <ul className={styles.queue} aria-label={say('health.title')}>
            {inOrder(shown, serverNowMs).map((card) => (
              <ReferralItem
                key={`${card.unitId} ${card.recordId}`}
                card={card}
                unit={units.find(({ unitId }) => unitId === card.unitId)?.name ?? card.unitId}
                serverNowMs={serverNowMs}
                busy={taking.has(card.recordId)}
                onTake={(step) => referrals.take(card, step)}
              />
            ))}
          </ul>
        </div>
      )}
    </section>
  );
};
