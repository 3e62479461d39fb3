import { layOutTimeline } from '#domain/tracing/timeline.ts';
import type { OwnCrossing, TraceResponse } from '#protocol/tracing.ts';
import { formatClock, formatDay } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './crossings.module.css';

/** Parts of a day's line; a mark is never thinner than three of them. */
const width = 480;
const height = 28;
const thinnest = 6;
const quarters = [0.25, 0.5, 0.75] as const;

type CrossingsPictureProps = {
  trace: Pick<TraceResponse, 'own' | 'case'>;
  nameOf: (unitId: string) => string;
};

type Day = ReturnType<typeof layOutTimeline<OwnCrossing>>[number];
type Quiet = { readonly marks: null; readonly fromMs: number; readonly throughMs: number };

/** Days on which nothing was crossed are one line: the contacts below matter more. */
const foldQuiet = (days: readonly Day[]): (Day | Quiet)[] => {
  const lines: (Day | Quiet)[] = [];
  for (const day of days) {
    const last = lines.at(-1);
    if (day.marks.length > 0) lines.push(day);
    else {
      const isMore = last?.marks === null;
      if (isMore) lines.pop();
      lines.push({ marks: null, fromMs: isMore ? last.fromMs : day.dayMs, throughMs: day.dayMs });
    }
  }
  return lines;
};

const shortDay = (atMs: number): string => formatDay(atMs).slice(0, 5);

/** Every day of the window with the case's crossings on it, from midnight to midnight. */
export const CrossingsPicture = ({ trace, nameOf }: CrossingsPictureProps) => {
  const say = useWords();
  const { own } = trace;
  const days = layOutTimeline(own, trace.case.traced);
  return (
    <figure className={styles.picture}>
      <figcaption>{say('trace.picture')}</figcaption>
      <div className={styles.hours} aria-hidden="true">
        {['0', '6', '12', '18', '24'].map((hour) => (
          <span key={hour}>{hour}h</span>
        ))}
      </div>
      <ol>
        {foldQuiet(days).map((day) =>
          day.marks === null ? (
            <li key={day.fromMs} className={`${styles.quiet} numbers`}>
              {say('trace.picture.quiet', {
                from: shortDay(day.fromMs),
                through: shortDay(day.throughMs),
              })}
            </li>
          ) : (
            <li key={day.dayMs} className={styles.day}>
              <span className="numbers">{shortDay(day.dayMs)}</span>
              <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
                <rect className={styles.ground} width={width} height={height} />
                {quarters.map((at) => (
                  <line
                    key={at}
                    className={styles.grid}
                    x1={at * width}
                    x2={at * width}
                    y2={height}
                  />
                ))}
                {day.marks.map(({ crossing, from, through }) => (
                  <rect
                    key={`${crossing.unitId} ${crossing.recordId}`}
                    className={crossing.laterMs > 0 ? styles.maybe : styles.mark}
                    x={Math.min(from * width, width - thinnest)}
                    y={3}
                    width={Math.max(thinnest, (through - from) * width)}
                    height={height - 6}
                  />
                ))}
              </svg>
              <span className={`${styles.places} numbers`}>
                {day.marks
                  .map(({ crossing }) => `${formatClock(crossing.atMs)} ${nameOf(crossing.unitId)}`)
                  .join(' · ')}
              </span>
            </li>
          ),
        )}
      </ol>
    </figure>
  );
};
