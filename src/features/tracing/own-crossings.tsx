import type { TraceResponse } from '#protocol/tracing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useNow } from '../../ui/use-now.ts';
import { CrossingsPicture } from './crossings-picture.tsx';
import { momentWords } from './meeting-words.ts';
import styles from './crossings.module.css';
import frame from './trace-screen.module.css';

type OwnCrossingsProps = { trace: TraceResponse; nameOf: (unitId: string) => string };

/** Where the case passed: as a picture, and line by line. */
export const OwnCrossings = ({ trace, nameOf }: OwnCrossingsProps) => {
  const say = useWords();
  const nowMs = useNow(60_000);
  const { own } = trace;
  if (own.length === 0) return <p>{say('trace.own.none')}</p>;
  return (
    <section aria-label={say('trace.own', { count: own.length })} className={styles.own}>
      <h2>{say('trace.own', { count: own.length })}</h2>
      <CrossingsPicture trace={trace} nameOf={nameOf} />
      <details className={frame.more}>
        <summary>{say('trace.own.table')}</summary>
        <div className={frame.wide}>
          <table className={`${frame.table} numbers`}>
            <thead>
              <tr>
                <th scope="col">{say('trace.column.when')}</th>
                <th scope="col">{say('trace.column.unit')}</th>
                <th scope="col">{say('trace.column.who')}</th>
                <th scope="col">{say('trace.column.by')}</th>
              </tr>
            </thead>
            <tbody>
              {own.map((one) => (
                <tr key={`${one.unitId} ${one.recordId}`}>
                  <td>{momentWords(say, one, nowMs)}</td>
                  <td>{nameOf(one.unitId)}</td>
                  <td>{one.declaration.fullName ?? say('trace.person.missing')}</td>
                  <td>{one.ways.map((way) => say(`trace.way.${way}`)).join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
};
