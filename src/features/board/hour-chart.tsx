import type { UnitHour } from '#protocol/board-live.ts';
import { formatClock } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { VerdictSign, type VerdictShape } from '../../ui/verdict-sign.tsx';
import styles from './hour-chart.module.css';

/** From the ground up: what is usual lies at the bottom. */
const verdicts: readonly VerdictShape[] = [
  'pass',
  'turn_back',
  'test_on_site',
  'refer_health',
  'hold',
];

const height = 120;
const step = 20;
const wide = 15;
const leastScale = 10;

const crossingsOf = ({ verdicts: counts }: UnitHour): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

type Piece = { verdict: VerdictShape; from: number; tall: number };

const piecesOf = (hour: UnitHour, most: number): Piece[] => {
  let from = 0;
  return verdicts.map((verdict) => {
    const tall = ((hour.verdicts[verdict] ?? 0) / most) * height;
    from += tall;
    return { verdict, from, tall };
  });
};

/** Crossings of each hour by verdict, with the figures behind them. */
export const HourChart = ({ hours }: { hours: readonly UnitHour[] }) => {
  const say = useWords();
  const most = Math.max(leastScale, ...hours.map(crossingsOf));
  const seen = verdicts.filter((verdict) =>
    hours.some((hour) => (hour.verdicts[verdict] ?? 0) > 0),
  );
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <h3>{say('board.hours.title')}</h3>
        <span className={`${styles.soft} numbers`}>
          {say('board.hours.most', { count: Math.max(0, ...hours.map(crossingsOf)) })}
        </span>
      </figcaption>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${hours.length * step} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {hours.map((hour, index) =>
          piecesOf(hour, most).map(
            ({ verdict, from, tall }) =>
              tall > 0 && (
                <rect
                  key={`${hour.hourMs} ${verdict}`}
                  className={styles[verdict]}
                  x={index * step}
                  y={height - from}
                  width={wide}
                  height={tall}
                />
              ),
          ),
        )}
        <line x1="0" x2={hours.length * step} y1={height} y2={height} className={styles.ground} />
      </svg>
      <div className={`${styles.scale} numbers`} aria-hidden="true">
        {hours
          .filter((_, index) => index % 6 === 0)
          .map(({ hourMs }) => (
            <span key={hourMs}>{formatClock(hourMs)}</span>
          ))}
      </div>
      <ul className={styles.legend}>
        {seen.map((verdict) => (
          <li key={verdict}>
            <VerdictSign shape={verdict} size={22} />
            {say(`answer.verdict.${verdict}`)}
          </li>
        ))}
      </ul>
      <details className={styles.details}>
        <summary>{say('board.hours.table')}</summary>
        <HourTable hours={hours} verdicts={seen} />
      </details>
    </figure>
  );
};

const HourTable = ({
  hours,
  verdicts: shown,
}: {
  hours: readonly UnitHour[];
  verdicts: readonly VerdictShape[];
}) => {
  const say = useWords();
  const cells = (hour: UnitHour) => [
    crossingsOf(hour),
    ...shown.map((verdict) => hour.verdicts[verdict] ?? 0),
    hour.paper,
    hour.scan,
    hour.waiting,
  ];
  const heads = [
    say('board.hours.hour'),
    say('board.hours.crossings'),
    ...shown.map((verdict) => say(`answer.verdict.${verdict}`)),
    say('board.hours.paper'),
    say('board.hours.scan'),
    say('board.hours.waiting'),
  ];
  const sums = hours
    .map(cells)
    .reduce<number[]>((sum, row) => row.map((count, at) => count + (sum[at] ?? 0)), []);
  const line = (counts: readonly number[]) =>
    counts.map((count, at) => <td key={heads[at + 1]}>{count === 0 ? '·' : count}</td>);
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} numbers`}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.toReversed().map((hour) => (
            <tr key={hour.hourMs}>
              <th scope="row">{formatClock(hour.hourMs)}</th>
              {line(cells(hour))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('board.hours.sum')}</th>
            {line(sums)}
          </tr>
        </tfoot>
      </table>
    </div>
  );
};
