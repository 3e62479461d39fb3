import { useEffect, useState } from 'react';
import { failureCode } from '#protocol/call-failure.ts';
import type { BulletinReachResponse, DeskBulletin } from '#protocol/bulletins.ts';
import type { Unit } from '#domain/unit/unit.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import styles from './bulletin-desk.module.css';
import figureStyles from './bulletin-figures.module.css';

/** Those with the most missing first. */
const byMissing = (
  one: BulletinReachResponse['units'][number],
  other: BulletinReachResponse['units'][number],
): number => other.officers - other.acknowledged - (one.officers - one.acknowledged);

/** Whom a bulletin has reached, unit by unit, and by name who has not acknowledged it. */
export const ReachTable = ({
  bulletinId,
  totals,
  units,
}: {
  bulletinId: string;
  /** Asked again whenever these change. */
  totals: DeskBulletin['totals'];
  units: readonly Unit[];
}) => {
  const say = useWords();
  const { transport } = useServices();
  const [reach, setReach] = useState<BulletinReachResponse | null>(null);
  const [trouble, setTrouble] = useState<FetchFailure['code'] | null>(null);
  const counted = JSON.stringify(totals);
  useEffect(() => {
    let isGone = false;
    void transport.bulletinReach(bulletinId).then((answer) => {
      if (isGone) return;
      setTrouble(answer.ok ? null : failureCode(answer.error));
      if (answer.ok) setReach(answer.value);
    });
    return () => {
      isGone = true;
    };
  }, [transport, bulletinId, counted]);
  const nameOf = (unitId: string | null): string =>
    unitId === null
      ? say('bulletin-desk.city')
      : (units.find((unit) => unit.unitId === unitId)?.name ?? unitId);
  if (trouble !== null) return <Note tone="alert">{say(trouble)}</Note>;
  if (reach === null) return <p className={styles.soft}>{say('bulletin-desk.asking')}</p>;
  const of = (count: number, all: number) => say('bulletin-desk.of', { count, of: all });
  const { missing } = reach;
  return (
    <div className={figureStyles.reach}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('bulletin-desk.unit')}</th>
            <th scope="col">{say('bulletin-desk.reached')}</th>
            <th scope="col">{say('bulletin-desk.read')}</th>
            <th scope="col">{say('bulletin-desk.acknowledged')}</th>
          </tr>
        </thead>
        <tbody className="numbers">
          {reach.units.toSorted(byMissing).map((row) => (
            <tr key={row.unitId ?? ''}>
              <th scope="row">{nameOf(row.unitId)}</th>
              <td>{of(row.reached, row.tablets)}</td>
              <td>{of(row.read, row.officers)}</td>
              <td>{of(row.acknowledged, row.officers)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {missing.length === 0 ? (
        <p>{say('bulletin-desk.missing.none')}</p>
      ) : (
        <>
          <p>
            <strong>{say('bulletin-desk.missing', { count: missing.length })}</strong>
          </p>
          <ul className={figureStyles.missing}>
            {missing.map(({ officerId, name, unitId, hasRead }) => (
              <li key={officerId}>
                <strong>{name}</strong> · {nameOf(unitId)}
                {hasRead && ` · ${say('bulletin-desk.missing.read')}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};
