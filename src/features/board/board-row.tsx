import { memo } from 'react';
import { Link } from 'wouter';
import { countSilent, troubleOf } from '#domain/board/trouble.ts';
import type { BoardRow } from '#protocol/board-live.ts';
import { useWords } from '../../i18n/use-words.ts';
import { boardUnitPath, paths } from '../paths.ts';
import { shortAge } from './age-words.ts';
import styles from './board-row.module.css';
import { FlowLine } from './flow-line.tsx';
import { TroubleSign } from './trouble-sign.tsx';

type UnitRowProps = {
  row: BoardRow;
  /** By the server's clock, told anew only now and then: rows that are alike are not drawn again. */
  nowMs: number;
  isOwn: boolean;
  isChosen: boolean;
};

/** One unit in one line; it is the way into the unit. */
export const UnitRow = memo(({ row, nowMs, isOwn, isChosen }: UnitRowProps) => {
  const say = useWords();
  const trouble = troubleOf(row, nowMs);
  const silent = countSilent(row, nowMs);
  const oldest = row.oldestUnsentAtMs;
  const cell = (key: Parameters<typeof say>[0], value: string | number, isLoud: boolean) => (
    <span className={isLoud ? styles.loud : styles.quiet}>
      <small>{say(key)}</small>
      {value}
    </span>
  );
  return (
    <li className={styles.item} data-unit={row.unitId} data-trouble={trouble}>
      <Link
        href={isChosen ? paths.board : boardUnitPath(row.unitId)}
        className={`${styles.row} numbers`}
        aria-current={isChosen ? 'true' : undefined}
      >
        <span className={styles.state}>
          <TroubleSign trouble={trouble} />
          {say(`board.trouble.${trouble}`)}
        </span>
        <span className={styles.unit}>
          <strong>{row.name}</strong>
          <span className={styles.soft}>
            {isOwn && `${say('board.own')} · `}
            {say('board.tablets', { count: row.tablets.length })} ·{' '}
            {say('board.hour-now', { count: row.hours.at(-1) ?? 0 })}
          </span>
        </span>
        <FlowLine hours={row.hours} />
        {cell('board.column.unsent', row.unsent, row.unsent > 0)}
        {cell(
          'board.column.oldest',
          oldest === null ? '–' : shortAge(say, nowMs - oldest),
          trouble === 'late' || trouble === 'at-risk',
        )}
        {cell(
          'board.column.silent',
          silent === 0 ? '–' : say('board.silent-of', { silent, all: row.tablets.length }),
          silent > 0,
        )}
        {cell('board.column.referrals', row.openReferrals || '–', row.openReferrals > 0)}
      </Link>
    </li>
  );
});
UnitRow.displayName = 'UnitRow';
