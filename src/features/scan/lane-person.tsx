import { BadgeCheck, Hourglass, TriangleAlert, type LucideIcon } from 'lucide-react';
import { Fragment } from 'react';
import type { Assessment, LaneNote } from '#domain/lane/assess-person.ts';
import { formatPartialDay } from '#domain/identity/partial-day.ts';
import { formatPlate } from '#domain/identity/plate.ts';
import { formatAddress } from '#domain/places/format-address.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import { usePlaces } from '../use-places.ts';
import { CodeFacts } from './code-facts.tsx';
import styles from './lane-person.module.css';
import type { Decision } from './use-keep-people.ts';

const hourMs = 3_600_000;
/** What stops the eye; the rest is said smaller. */
const loud: ReadonlySet<string> = new Set([
  'lane/seen-again',
  'lane/name-differs',
  'lane/doubtful',
  'day/impossible',
  'lane/registry-partial',
  'lane/number-differs',
]);
/** What must be seen before anything else, on a phone too. */
const first: ReadonlySet<string> = new Set(['lane/registry-mismatch', 'lane/registry-not-found']);
/** No warnings. */
const iconByNote: Readonly<Record<string, LucideIcon>> = {
  'lane/registry-match': BadgeCheck,
  'lane/registry-waiting': Hourglass,
};

const QuietNote = ({ note }: { note: LaneNote }) => {
  const say = useWords();
  const Icon = iconByNote[note] ?? TriangleAlert;
  const isGood = note === 'lane/registry-match';
  return (
    <span className={`${styles.quiet} ${isGood ? styles.good : ''}`}>
      <Icon size={20} aria-hidden="true" />
      {say(note)}
    </span>
  );
};

type LanePersonProps = {
  assessed: Assessment;
  decision: Decision | null;
  onApart: (text: string) => void;
};

/** Who stands here: the verdict large, who, from where to where, until when, and what does not fit. */
export const LanePerson = ({ assessed, decision, onApart }: LanePersonProps) => {
  const say = useWords();
  const places = usePlaces();
  const nowMs = useNow(30_000);
  const { person, subject, declaration, proposal, seenAgain, notes } = assessed;
  const verdict = decision?.verdict ?? proposal?.verdict ?? null;
  const hoursLeft =
    declaration && Math.floor((Date.parse(declaration.validUntil) - nowMs) / hourMs);
  const time = seenAgain && formatMoment(seenAgain.wallMs, nowMs);
  return (
    <article className={styles.person}>
      {verdict ? (
        <h2 className={styles.verdict}>
          <VerdictSign shape={verdict} size={64} />
          {say(`answer.verdict.${verdict}`)}
        </h2>
      ) : (
        <h2 className={styles.kind}>
          {person.codes.map(({ code }) => say(`scan.kind.${code.kind}`)).join(' + ')}
        </h2>
      )}
      {notes
        .filter((note) => first.has(note))
        .map((note) => (
          <Note key={note} tone="alert">
            <strong>{say(note)}</strong>
          </Note>
        ))}
      {decision === null &&
        proposal?.reasons.map((reason) => (
          <p key={reason.code} className={styles.reason}>
            {say(reason.code, reason.params)}
          </p>
        ))}
      {subject && <p className={styles.name}>{subject.name}</p>}
      {declaration ? (
        <dl className={`${styles.facts} numbers`}>
          <dt>{say('field.docNumber')}</dt>
          <dd>{declaration.docNumber}</dd>
          <dt>{say('field.dob')}</dt>
          <dd>
            {formatPartialDay(declaration.dob)} · {say(`answer.sex.${declaration.sex}`)}
          </dd>
          <dt>{say('lane.trip')}</dt>
          <dd>
            {formatAddress(places, declaration['move.from'])} →{' '}
            {formatAddress(places, declaration['move.to'])}
          </dd>
          <dt>{say('field.move.vehicleType')}</dt>
          <dd>
            {say(`answer.vehicleType.${declaration['move.vehicleType']}`)}
            {declaration['move.plate'] && ` · ${formatPlate(declaration['move.plate'])}`}
          </dd>
          <dt>{say('lane.declared')}</dt>
          <dd>
            {formatMoment(Date.parse(declaration.declaredAt), nowMs)} ·{' '}
            {say('lane.hours-left', { hours: hoursLeft ?? 0 })}
          </dd>
        </dl>
      ) : (
        person.codes.map((held) => <CodeFacts key={held.text} held={held} />)
      )}
      <ul className={styles.notes}>
        {notes
          .filter((note) => !first.has(note))
          .map((note) => (
            <li key={note}>
              {loud.has(note) ? (
                <Note tone="alert">{say(note, { time: time ?? '' })}</Note>
              ) : (
                <QuietNote note={note} />
              )}
            </li>
          ))}
      </ul>
      {person.codes.length > 1 && (
        <p className={styles.joined}>
          {say('lane.joined')}{' '}
          {person.codes.slice(1).map(({ text, code }) => (
            <Fragment key={text}>
              {say(`scan.kind.${code.kind}`)}{' '}
              <button type="button" className={styles.apart} onClick={() => onApart(text)}>
                {say('lane.apart')}
              </button>
            </Fragment>
          ))}
        </p>
      )}
    </article>
  );
};
