import { formatPartialDay } from '#domain/identity/partial-day.ts';
import { formatPhone } from '#domain/identity/phone.ts';
import { formatPlate } from '#domain/identity/plate.ts';
import type { CasePerson } from '#domain/tracing/traced-case.ts';
import type { CaseCard } from '#protocol/tracing.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './trace-screen.module.css';

/** By what a case is known, in a line. */
export const caseWords = ({ fullName, number, dob, phone, plate }: CasePerson): string =>
  [
    fullName,
    dob && formatPartialDay(dob),
    number,
    phone && formatPhone(phone),
    plate && formatPlate(plate),
  ]
    .filter(Boolean)
    .join(' · ');

type CaseListProps = { cases: readonly CaseCard[]; onOpen: (caseId: string) => void };

/** The cases that were entered; those that ended are folded away. */
export const CaseList = ({ cases, onOpen }: CaseListProps) => {
  const say = useWords();
  const nowMs = useNow(60_000);
  const item = ({ caseId, traced, enteredAtMs, officerId, ended }: CaseCard) => (
    <li key={caseId}>
      <button type="button" className={styles.case} onClick={() => onOpen(caseId)}>
        <strong>{caseWords(traced.who)}</strong>
        <span className={`${styles.soft} numbers`}>
          {ended !== null && `${say(`trace.ended.${ended}`)} · `}
          {say('trace.case.entered', { when: formatMoment(enteredAtMs, nowMs), who: officerId })}
        </span>
      </button>
    </li>
  );
  const open = cases.filter(({ ended }) => ended === null);
  const over = cases.filter(({ ended }) => ended !== null);
  return (
    <>
      <h2>{say('trace.cases')}</h2>
      {open.length === 0 && <p>{say('trace.cases.none')}</p>}
      <ul className={styles.cases} aria-label={say('trace.cases')}>
        {open.map(item)}
      </ul>
      {over.length > 0 && (
        <details className={styles.more}>
          <summary>{say('trace.cases.ended', { count: over.length })}</summary>
          <ul className={styles.cases}>{over.map(item)}</ul>
        </details>
      )}
    </>
  );
};
