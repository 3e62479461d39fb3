import { layOutTimeline } from '#domain/tracing/timeline.ts';
import type { TraceResponse } from '#protocol/tracing.ts';
import { formatClock, formatDay } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './trace-screen.module.css';

/** Parts of a day's line; a mark is never thinner than three of them. */
const width = 480;
const height = 28;
const thinnest = 6;
const quarters = [0.25, 0.5, 0.75] as const;

type CrossingsPictureProps = {
  trace: Pick<TraceResponse, 'own' | 'case'>;
  nameOf: (unitId: string) => string;
};

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
        {days.map(({ dayMs, marks }) => (
          <li key={dayMs} className={styles.day}>
            <span className="numbers">{formatDay(dayMs).slice(0, 5)}</span>
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
              {marks.map(({ crossing, from, through }) => (
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
              {marks
                .map(({ crossing }) => `${formatClock(crossing.atMs)} ${nameOf(crossing.unitId)}`)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
};
