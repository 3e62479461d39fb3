import type { BoardRow } from '#protocol/board-live.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './board-row.module.css';

const height = 32;
const step = 6;
/** So that a unit with three crossings does not look like one with three hundred. */
const leastScale = 12;

/** Crossings hour by hour, the running hour in bolder bars: one glance tells a road that went quiet. */
export const FlowLine = ({ hours }: Pick<BoardRow, 'hours'>) => {
  const say = useWords();
  const most = Math.max(leastScale, ...hours);
  const total = hours.reduce((sum, count) => sum + count, 0);
  return (
    <svg
      className={styles.flow}
      viewBox={`0 0 ${hours.length * step} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={say('board.flow.text', { total, now: hours.at(-1) ?? 0 })}
    >
      <path
        className={styles.past}
        d={hours
          .slice(0, -1)
          .map((count, hour) => bar(count, hour, most))
          .join('')}
      />
      <path className={styles.running} d={bar(hours.at(-1) ?? 0, hours.length - 1, most)} />
    </svg>
  );
};

const bar = (count: number, hour: number, most: number): string => {
  const tall = count === 0 ? 1 : Math.max(2, (count / most) * height);
  return `M${hour * step} ${height}v${-tall}h${step - 1}v${tall}Z`;
};
