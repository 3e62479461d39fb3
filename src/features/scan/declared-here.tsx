import { formatPlate } from '#domain/identity/plate.ts';
import { isMeantBy, type DeclaredParty } from '#domain/lane/declared-here.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './declared-here.module.css';
import type { DeclaredHere as Declared } from './use-declared-here.ts';

type DeclaredHereProps = {
  declared: Declared | null;
  /** What is typed into the search: only whom it means is shown. */
  typed: string;
  /** Takes up the codes of a party, as if they had been shown. */
  onTake: (codes: readonly string[]) => void;
};

const minuteMs = 60_000;
/** Whoever has not come after so long may have turned back. */
const longAgoMs = 60 * minuteMs;

const countOf = (parties: readonly DeclaredParty[]): number =>
  parties.reduce((count, { people }) => count + people.length, 0);

/** Who declared at the poster and has not crossed yet: they need no scan. */
export const DeclaredHere = ({ declared, typed, onTake }: DeclaredHereProps) => {
  const say = useWords();
  const nowMs = useNow(minuteMs / 4);
  if (declared === null || declared.parties.length === 0) return null;
  const serverNowMs = nowMs + declared.offsetMs;
  const meant = declared.parties.filter((party) => typed === '' || isMeantBy(party, typed));
  const isLongAgo = ({ readyAtMs }: DeclaredParty) => serverNowMs - readyAtMs >= longAgoMs;
  const line = (party: DeclaredParty) => {
    const [first] = party.people;
    if (!first) return null;
    const others = party.people.length - 1;
    const minutes = Math.max(0, Math.floor((serverNowMs - party.readyAtMs) / minuteMs));
    return (
      <li key={first.declarationId}>
        <button type="button" onClick={() => onTake(party.people.map(({ code }) => code))}>
          <strong>
            {first.name}
            {others > 0 && <em> {say('declared.others', { count: others })}</em>}
          </strong>
          <span className="numbers">
            {first.plate !== null && <b>{formatPlate(first.plate)}</b>}
            {first.vehicle !== null && <span>{say(`answer.vehicleType.${first.vehicle}`)}</span>}
            <span>
              {minutes === 0 ? say('declared.now') : say('declared.minutes', { count: minutes })}
            </span>
          </span>
        </button>
      </li>
    );
  };
  const old = meant.filter(isLongAgo);
  return (
    <section className={styles.declared} aria-label={say('declared.list')} data-testid="declared">
      <h3>{say('declared.title', { count: countOf(declared.parties) })}</h3>
      {declared.isStale ? (
        <p className={styles.stale} role="status">
          {say('declared.stale', { time: formatMoment(declared.heardAtMs, nowMs) })}
        </p>
      ) : (
        <p>{say('declared.text')}</p>
      )}
      <ul>{meant.filter((party) => !isLongAgo(party)).map(line)}</ul>
      {old.length > 0 && (
        <details open={typed !== ''}>
          <summary>{say('declared.old', { count: countOf(old) })}</summary>
          <ul>{old.map(line)}</ul>
        </details>
      )}
    </section>
  );
};
