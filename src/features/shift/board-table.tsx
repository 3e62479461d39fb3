import type { BoardResponse, BoardTablet } from '#protocol/board.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './shift-screen.module.css';

type BoardUnit = BoardResponse['units'][number];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const deliveredOf = (tablet: BoardTablet): number => sum(Object.values(tablet.recordsByShift));
const oldestOf = (unit: BoardUnit): number | null => {
  const waiting = unit.tablets
    .filter(({ ended }) => ended === null)
    .map((tablet) => tablet.oldestUnsentWallMs)
    .filter((ms) => ms !== null);
  return waiting.length === 0 ? null : Math.min(...waiting);
};

type BoardTableProps = { units: readonly BoardUnit[]; nowMs: number };

/** Every unit on one line, trouble first. */
export const BoardTable = ({ units, nowMs }: BoardTableProps) => {
  const say = useWords();
  const byTrouble = units.toSorted(
    (left, right) => (oldestOf(left) ?? Infinity) - (oldestOf(right) ?? Infinity),
  );
  return (
    <>
      <h2>{say('shift.other-units')}</h2>
      <ul className={`${styles.units} numbers`} data-testid="board">
        {byTrouble.map((row) => {
          const unsent = sum(row.tablets.map((tablet) => tablet.unsentRecords));
          const delivered = sum(row.tablets.map(deliveredOf));
          const quarantined = sum(row.tablets.map((tablet) => tablet.quarantined));
          const oldest = oldestOf(row);
          return (
            <li key={row.unit.unitId} className={unsent > 0 ? styles.unsent : ''}>
              <strong>{row.unit.name}</strong>
              <span>{say('shift.counts', { delivered, held: delivered + unsent })}</span>
              <span>
                {oldest !== null && say('shift.oldest', { time: formatMoment(oldest, nowMs) })}
                {quarantined > 0 && ` ${say('shift.quarantined', { count: quarantined })}`}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
};
