import { Phone } from 'lucide-react';
import { formatPartialDay } from '#domain/identity/partial-day.ts';
import { formatPhone } from '#domain/identity/phone.ts';
import { formatAddress } from '#domain/places/format-address.ts';
import type { ReferralStep } from '#domain/referral/referral-state.ts';
import type { ReferralCard } from '#protocol/referrals.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords, type Say } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { usePlaces } from '../use-places.ts';
import styles from './health-screen.module.css';
import { nextSteps } from './next-steps.ts';
import { isOverdue } from './queue-order.ts';

const minuteMs = 60_000;

const ageWords = (say: Say, ageMs: number): string => {
  const minutes = Math.floor(ageMs / minuteMs);
  if (minutes < 1) return say('health.age.now');
  if (minutes < 60) return say('health.age.minutes', { count: minutes });
  return say('health.age.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
};

type ReferralItemProps = {
  card: ReferralCard;
  /** The unit's name. */
  unit: string;
  serverNowMs: number;
  busy: boolean;
  onTake: (step: ReferralStep) => void;
};

/** One person who is referred: why, since when, how to reach them, and what to do next. */
export const ReferralItem = ({ card, unit, serverNowMs, busy, onTake }: ReferralItemProps) => {
  const say = useWords();
  const places = usePlaces();
  const { declaration, crossing, causes, state, raisedAtMs, dueAtMs, lines } = card;
  const overdue = isOverdue(card, serverNowMs);
  const steps = nextSteps(say, state);
  const degrees = `${String(crossing['check.temperature'] ?? '').replace('.', ',')} °C`;
  const { phone } = declaration;
  const staying = declaration['addr.staying'];
  return (
    <li className={`${styles.card} ${overdue ? styles.late : ''}`}>
      <div className={styles.head}>
        <h2 className={styles.name}>{declaration.fullName ?? say('health.person.missing')}</h2>
        <strong className={styles.state}>
          {overdue && <span className={styles.badge}>{say('health.overdue')}</span>}
          {say(`health.state.${state}`)}
        </strong>
      </div>
      <p className={styles.causes}>
        {causes.map((cause) => say(`health.cause.${cause}`, { degrees })).join(' · ')}
      </p>
      <p className="numbers">
        {[
          say('health.age', { age: ageWords(say, serverNowMs - raisedAtMs) }),
          dueAtMs !== null && say('health.due', { time: formatMoment(dueAtMs, serverNowMs) }),
          unit,
          declaration.dob && formatPartialDay(declaration.dob),
          card.isVoid && say('health.void'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {staying && <p className={styles.soft}>{formatAddress(places, staying)}</p>}
      <div className={styles.deeds}>
        {phone === undefined ? (
          <span className={styles.soft}>{say('health.no-phone')}</span>
        ) : (
          <a href={`tel:${phone}`} className={styles.call}>
            <Phone size={22} aria-hidden="true" />
            {say('health.call', { phone: formatPhone(phone) })}
          </a>
        )}
        {steps.usual.map(({ step, words }) => (
          <Button
            key={words}
            tone="action"
            size="lane"
            disabled={busy}
            onClick={() => onTake(step)}
          >
            {words}
          </Button>
        ))}
      </div>
      <details className={styles.more}>
        <summary>{say('health.do.more')}</summary>
        <div className={styles.deeds}>
          {steps.other.map(({ step, words }) => (
            <Button key={words} disabled={busy} onClick={() => onTake(step)}>
              {words}
            </Button>
          ))}
        </div>
        <ol className={`${styles.lines} numbers`} aria-label={say('health.lines')}>
          {lines.map((line) => (
            <li key={`${line.atMs} ${line.state}`}>
              {[
                formatMoment(line.atMs, serverNowMs),
                say(`health.state.${line.state}`),
                line.step?.state === 'result' && say(`health.result.${line.step.outcome}`),
                line.step?.state === 'assigned' && line.step.to,
                line.officerId,
              ]
                .filter(Boolean)
                .join(' · ')}
            </li>
          ))}
        </ol>
      </details>
    </li>
  );
};
