import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { failureCode } from '#protocol/call-failure.ts';
import type { UnitAboutResponse } from '#protocol/units.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readUnit } from '../../store/read-units.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { paths } from '../paths.ts';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { UnitForm } from './unit-form.tsx';
import styles from './units-screen.module.css';

const useUnitAbout = (unitId: string) => {
  const { transport } = useServices();
  const [told, setTold] = useState<UnitAboutResponse | null>(null);
  const [trouble, setTrouble] = useState<FetchFailure['code'] | null>(null);
  const ask = useCallback(async (): Promise<void> => {
    const answer = await transport.unitAbout(unitId);
    setTrouble(answer.ok ? null : failureCode(answer.error));
    if (answer.ok) setTold(answer.value);
  }, [transport, unitId]);
  useEffect(() => {
    void Promise.resolve().then(ask);
  }, [ask]);
  return { told, trouble, ask };
};

const People = ({ told, nowMs }: { told: UnitAboutResponse; nowMs: number }) => {
  const say = useWords();
  const { members, tablets, stood } = told;
  const own = members.filter(({ isWholeCity }) => !isWholeCity);
  return (
    <div className={styles.columns}>
      <section className={styles.panel}>
        <h2>{say('units.tablets')}</h2>
        {tablets.length === 0 && <p className={styles.soft}>{say('units.tablets.none')}</p>}
        <ul className={styles.lines}>
          {tablets.map(({ deviceId, name, lastContactAtMs, unsentRecords, isAtWork }) => (
            <li key={deviceId}>
              <strong>{name}</strong>
              <span className={`${styles.soft} numbers`}>
                {[
                  !isAtWork && say('units.tablet.ended'),
                  lastContactAtMs === null
                    ? say('units.tablet.never')
                    : say('units.tablet.contact', { time: formatMoment(lastContactAtMs, nowMs) }),
                  unsentRecords > 0 && say('units.tablet.unsent', { count: unsentRecords }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.panel}>
        <h2>{say('units.members')}</h2>
        {own.length === 0 && <p className={styles.soft}>{say('units.members.none')}</p>}
        <ul className={styles.lines}>
          {own.map(({ officerId, name, role }) => (
            <li key={officerId}>
              <strong>{name}</strong>
              <span className={styles.soft}>
                {say(`role.${role}`)} · {officerId}
              </span>
            </li>
          ))}
        </ul>
        <p className={styles.soft}>
          {say('units.members.city', { count: members.length - own.length })}
        </p>
      </section>
      {(told.unit.kind === 'patrol-team' || stood !== null) && (
        <section className={styles.panel}>
          <h2>{say('units.stood')}</h2>
          {stood === null ? (
            <p className={styles.soft}>{say('units.stood.never')}</p>
          ) : (
            <p className="numbers">
              <strong>{placeOf(stood.stand)}</strong>
              {stood.stand.accuracyM !== undefined && ` (±${stood.stand.accuracyM} m)`}
              {` · ${formatMoment(stood.atMs, nowMs)}`}
            </p>
          )}
        </section>
      )}
    </div>
  );
};

const placeOf = ({ place, position }: NonNullable<UnitAboutResponse['stood']>['stand']): string =>
  place ?? `${position?.lat ?? ''}, ${position?.lon ?? ''}`;

/** One unit: what it is, who works there on which tablets, and where it stands. */
export const UnitScreen = ({ unitId }: { unitId: string }) => {
  const say = useWords();
  const { tablet } = useServices();
  const nowMs = useNow(30_000);
  const unit = useLiveQuery(tablet.db, (live) => readUnit(live, unitId), [unitId]);
  const { told, trouble, ask } = useUnitAbout(unitId);
  const [isEditing, setIsEditing] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const shown = unit ?? told?.unit;
  return (
    <section className={styles.units}>
      <Link href={paths.units} className={styles.back ?? ''}>
        ← {say('units.back')}
      </Link>
      {shown === undefined ? (
        <p>{say(unit === null && trouble === 'unit/unknown' ? 'units.unknown' : 'units.asking')}</p>
      ) : (
        <>
          <header className={styles.title}>
            <h1>{shown.name}</h1>
            <span className={`${styles.soft} numbers`}>{shown.unitId}</span>
          </header>
          <p>
            {[
              say(`units.kind.${shown.kind}`),
              [shown.district, shown.facing].filter(Boolean).join(' → '),
              shown.agency,
              shown.lanes !== undefined && say('units.lanes', { count: shown.lanes }),
              shown.hours === undefined
                ? say('units.hours.always')
                : say('units.hours', shown.hours),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {isSaved && <Note>{say('units.saved')}</Note>}
          {isEditing ? (
            <UnitForm
              unit={shown}
              onCancel={() => setIsEditing(false)}
              onSaved={() => {
                setIsEditing(false);
                setIsSaved(true);
                void ask();
              }}
            />
          ) : (
            <div className={styles.deeds}>
              <Button onClick={() => setIsEditing(true)}>{say('units.edit')}</Button>
            </div>
          )}
          {trouble !== null &&
            (needsSecondFactor(trouble) ? (
              <SecondFactor onProven={() => void ask()} />
            ) : (
              <Note tone="alert">{say(trouble)}</Note>
            ))}
          {told !== null && <People told={told} nowMs={nowMs} />}
        </>
      )}
    </section>
  );
};
