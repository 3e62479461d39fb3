import { BadgeCheck, Hourglass, TriangleAlert, type LucideIcon } from 'lucide-react';
import { Fragment } from 'react';
import type { Assessment, CodeUse } from '#domain/lane/assess-person.ts';
import { isGood, isGrave, isLoud, type LaneNote } from '#domain/lane/lane-notes.ts';
import { formatPartialDay } from '#domain/identity/partial-day.ts';
import { formatPlate } from '#domain/identity/plate.ts';
import { formatAddress } from '#domain/places/format-address.ts';
import { formatMoment } from '../../i18n/format.ts';
import type { WordParams } from '../../i18n/words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readUnit } from '../../store/read-units.ts';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import { RulesDoubt } from '../rules-doubt.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import type { RulesInForce } from '#domain/verdict/rules-in-force.ts';
import { usePlaces } from '../use-places.ts';
import { CodeFacts } from './code-facts.tsx';
import styles from './lane-person.module.css';
import { PassFacts } from './pass-facts.tsx';
import type { Decision } from './use-keep-people.ts';

const hourMs = 3_600_000;

/** No warnings. */
const iconByNote: Partial<Record<LaneNote, LucideIcon>> = {
  'code.verified': BadgeCheck,
  'pass.verified': BadgeCheck,
  'lane/registry-match': BadgeCheck,
  'lane/passed-elsewhere': BadgeCheck,
  'lane/green-lane': BadgeCheck,
  'lane/registry-waiting': Hourglass,
};

const QuietNote = ({ note, params }: { note: LaneNote; params: WordParams }) => {
  const say = useWords();
  const Icon = iconByNote[note] ?? TriangleAlert;
  return (
    <span className={isGood(note) ? `${styles.quiet} ${styles.good}` : styles.quiet}>
      <Icon size={20} aria-hidden="true" />
      {say(note, params)}
    </span>
  );
};

type LanePersonProps = {
  assessed: Assessment;
  decision: Decision | null;
  rules: RulesInForce | null;
  onApart: (text: string) => void;
};

/** What officers call the other unit where the declaration was last used. */
const useUnitName = (uses: readonly CodeUse[]): string => {
  const { db } = useServices().tablet;
  const unitId = uses.find((use) => use.unitId !== null)?.unitId ?? null;
  const unit = useLiveQuery(db, async (live) => unitId && readUnit(live, unitId), [unitId]);
  return (unit && unit.name) || (unitId ?? '');
};

/** Who stands here: the verdict large, who, from where to where, until when, and what does not fit. */
export const LanePerson = ({ assessed, decision, rules, onApart }: LanePersonProps) => {
  const say = useWords();
  const places = usePlaces();
  const nowMs = useNow(30_000);
  const { person, subject, declaration, pass, proposal, seenAgain, recognised, notes, uses } =
    assessed;
  const nameOfUnit = useUnitName(uses);
  const verdict = decision?.verdict ?? proposal?.verdict ?? null;
  const hoursLeft =
    declaration && Math.floor((Date.parse(declaration.validUntil) - nowMs) / hourMs);
  const timeOf = (atMs: number | undefined) =>
    atMs === undefined ? '' : formatMoment(atMs, nowMs);
  const params = {
    time: timeOf(seenAgain?.wallMs),
    hereTime: timeOf(uses.find(({ unitId }) => unitId === null)?.atMs),
    thereTime: timeOf(uses.find(({ unitId }) => unitId !== null)?.atMs),
    unit: nameOfUnit,
    permit: declaration?.['permit.number'] ?? '',
  };
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
      {notes.filter(isGrave).map((note) => (
        <Note key={note} tone="alert">
          <strong>{say(note)}</strong>
        </Note>
      ))}
      {recognised && decision === null && <QuietNote note={`lane/${recognised}`} params={params} />}
      {decision === null &&
        recognised === null &&
        proposal?.reasons.map((reason) => (
          <p key={reason.code} className={styles.reason}>
            {say(reason.code, reason.params)}
          </p>
        ))}
      <RulesDoubt rules={rules} />
      {subject && <p className={styles.name}>{subject.name}</p>}
      <ul className={styles.notes}>
        {notes
          .filter((note) => !isGrave(note) && note !== `lane/${recognised}`)
          .map((note) => (
            <li key={note}>
              {isLoud(note) ? (
                <Note tone="alert">{say(note, params)}</Note>
              ) : (
                <QuietNote note={note} params={params} />
              )}
            </li>
          ))}
      </ul>
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
          <dd>{formatMoment(Date.parse(declaration.declaredAt), nowMs)}</dd>
          <dt>{say('code.valid-until')}</dt>
          <dd>
            {formatMoment(Date.parse(declaration.validUntil), nowMs)} ·{' '}
            {say('lane.hours-left', { hours: hoursLeft ?? 0 })}
          </dd>
        </dl>
      ) : (
        person.codes.map((held) => <CodeFacts key={held.text} held={held} />)
      )}
      {pass?.content && pass.standing === 'verified' && (
        <PassFacts pass={pass.content} nowMs={nowMs} />
      )}
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
