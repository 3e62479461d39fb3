import { isHidden } from '#domain/shift/closing-with-words.ts';
import { holeToName } from '#domain/shift/judge-closing.ts';
import styles from './report-page.module.css';
import { sayOnPaper as say } from './report-words.ts';
import type { Report } from './use-report.ts';

type ReportExceptionsProps = { report: Report; when: (wallMs: number) => string };

/** What went wrong, and what was not complete when the shift was closed, in the words of who closed it. */
export const ReportExceptions = ({ report, when }: ReportExceptionsProps) => {
  const { holes, statement, closing, standing, nameOf } = report;
  return (
    <>
      <h2>{say('sreport.incidents')}</h2>
      {holes.length === 0 && <p>{say(statement === null ? 'sreport.unknown' : 'sreport.none')}</p>}
      <ul>
        {holes.map((hole, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two of one place look alike
          <li key={`${holeToName(hole)} ${index}`}>
            {say(`closing.hole.${hole.what}`, { place: holeToName(hole) })}
          </li>
        ))}
      </ul>

      <h2>{say('sreport.exceptions')}</h2>
      {standing.state === 'closed-late' && (
        <p>{say('closing.standing.closed-late', { time: when(standing.ruleAtMs) })}</p>
      )}
      {closing === null || closing.exceptions.length === 0 ? (
        <p>{say('sreport.none')}</p>
      ) : (
        <ul data-testid="report-exceptions">
          {closing.exceptions.map(({ about, count, words, names, to }) => (
            <li key={about}>
              <span className={styles.strong}>
                {say(count === 0 ? `closing.unknown.${about}` : `closing.open.${about}`, { count })}
              </span>
              {names.length > 0 && ` (${names.join(', ')})`}
              {`: ${isHidden(closing) ? say('sreport.exceptions.hidden') : words}`}
              {to !== undefined && ` ${say('sreport.exceptions.to', { name: nameOf(to) })}`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};
