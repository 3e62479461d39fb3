import { answersByList } from '#domain/declaration/answers.ts';
import type { CommandDay } from '#protocol/command.ts';
import { useWords } from '../../i18n/use-words.ts';
import tableStyles from './city-table.module.css';
import styles from './command-screen.module.css';
import { formatCount, type Figure } from './figure.ts';

const width = 720;
const height = 300;
const foot = 24;
const side = 58;
const plot = height - foot - 8;
const step = (width - side) / 24;

/** The next round number that all bars and lines lie under: 1, 2 or 5 and zeros. */
const ceilingOf = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 2, 5, 10].map((times) => times * power).find((round) => round >= most) ?? most;
};

type HourChartProps = {
  view: CommandDay;
  hourNow: number | null;
  onOpen: (figure: Figure) => void;
};

/** Crossings by hour and verdict, with the day and the week before as lines; the table stands behind it. */
export const HourChart = ({ view, hourNow, onOpen }: HourChartProps) => {
  const say = useWords();
  const { hours, hoursDayBefore, hoursWeekBefore } = view;
  const top = ceilingOf(
    Math.max(...hours.map(({ all }) => all), ...hoursDayBefore, ...hoursWeekBefore),
  );
  const yOf = (count: number): number => 8 + plot * (1 - count / top);
  const lineOf = (counts: readonly number[]): string =>
    counts.map((count, hour) => `${side + step * (hour + 0.5)},${yOf(count)}`).join(' ');
  return (
    <figure className={styles.chart}>
      <figcaption>
        <h2>{say('command.by-hour')}</h2>
        <span className={styles.key}>
          {answersByList.verdict.map((verdict) => (
            <span key={verdict}>
              <svg width="14" height="14" aria-hidden="true">
                <rect className={styles[`bar-${verdict}`]} width="14" height="14" rx="3" />
              </svg>
              {say(`answer.verdict.${verdict}`)}
            </span>
          ))}
        </span>
        <span className={styles.key}>
          <i className={styles.keyDayBefore} /> {say('command.key.day-before')}
          <i className={styles.keyWeekBefore} /> {say('command.key.week-before')}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={say('command.by-hour')}>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line x1={side} x2={width} y1={yOf(top * share)} y2={yOf(top * share)} />
            <text x={side - 6} y={yOf(top * share) + 5} textAnchor="end">
              {formatCount(top * share)}
            </text>
          </g>
        ))}
        {hours.map((counts, hour) => {
          let reached = 0;
          return (
            <g key={`${side + hour}`}>
              {answersByList.verdict.map((verdict) => {
                const from = reached;
                reached += counts[verdict];
                return counts[verdict] === 0 ? null : (
                  <rect
                    key={verdict}
                    className={styles[`bar-${verdict}`]}
                    x={side + step * hour + 3}
                    width={step - 6}
                    y={yOf(reached)}
                    height={yOf(from) - yOf(reached)}
                  />
                );
              })}
              {hour % 3 === 0 && (
                <text x={side + step * (hour + 0.5)} y={height - 5} textAnchor="middle">
                  {hour}
                </text>
              )}
              {hour === hourNow && (
                <rect
                  className={styles.hourNow}
                  x={side + step * hour + 1}
                  width={step - 2}
                  y={height - foot + 1}
                  height={3}
                />
              )}
            </g>
          );
        })}
        <polyline className={styles.lineWeekBefore} points={lineOf(hoursWeekBefore)} />
        <polyline className={styles.lineDayBefore} points={lineOf(hoursDayBefore)} />
      </svg>
      <details>
        <summary>{say('command.table')}</summary>
        <div className={tableStyles.scroll}>
          <table className={`${tableStyles.table} numbers`}>
            <thead>
              <tr>
                <th scope="col">{say('command.hour')}</th>
                <th scope="col">{say('command.crossings')}</th>
                {answersByList.verdict.map((verdict) => (
                  <th key={verdict} scope="col">
                    {say(`answer.verdict.${verdict}`)}
                  </th>
                ))}
                <th scope="col">{say('command.key.day-before')}</th>
                <th scope="col">{say('command.key.week-before')}</th>
              </tr>
            </thead>
            <tbody>
              {hours.map((counts, hour) => (
                <tr key={`${side + hour}`}>
                  <th scope="row">{`${hour}–${hour + 1}`}</th>
                  <td>
                    <button type="button" onClick={() => onOpen({ list: 'crossings', hour })}>
                      {formatCount(counts.all)}
                    </button>
                  </td>
                  {answersByList.verdict.map((verdict) => (
                    <td key={verdict}>{formatCount(counts[verdict])}</td>
                  ))}
                  <td>{formatCount(hoursDayBefore[hour] ?? 0)}</td>
                  <td>{formatCount(hoursWeekBefore[hour] ?? 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
};
