import { formatPartialDay } from '#domain/identity/partial-day.ts';
import { meaningOf, type PassEvent, type VaccinePass } from '#domain/qr/vaccine-pass.ts';
import { formatDay } from '../../i18n/format.ts';
import { useWords, type Say } from '../../i18n/use-words.ts';
import styles from './lane-person.module.css';

const detailOf = (say: Say, event: PassEvent): string => {
  switch (event.kind) {
    case 'vaccine': {
      const { dose, ofDoses, on, product } = event;
      return say('pass.dose', { dose, ofDoses, day: formatPartialDay(on), product });
    }
    case 'test':
      return say('pass.sampled', { day: formatDay(Date.parse(event.sampledAt)) });
    case 'recovery':
      return say('pass.recovery', {
        from: formatPartialDay(event.from),
        until: formatPartialDay(event.until),
      });
  }
};

/** What a pass whose signature holds says, each dose, test and illness with what it means today. */
export const PassFacts = ({ pass, nowMs }: { pass: VaccinePass; nowMs: number }) => {
  const say = useWords();
  const today = new Date(nowMs + 7 * 3_600_000).toISOString().slice(0, 10);
  return (
    <section className={styles.pass}>
      <h3>{say('scan.kind.vaccine-pass')}</h3>
      <dl className={`${styles.facts} numbers`}>
        {pass.events.map((event) => (
          <div key={JSON.stringify(event)} className={styles.fact}>
            <dt>{say(meaningOf(event, today))}</dt>
            <dd>{detailOf(say, event)}</dd>
          </div>
        ))}
        <dt>{say('pass.issuer')}</dt>
        <dd>
          {pass.issuer} · {say('pass.until', { day: formatDay(pass.expiresAtMs) })}
        </dd>
      </dl>
    </section>
  );
};
