import type { VerdictCounts } from '#domain/shift/shift-closing.ts';
import { formatClock } from '../../i18n/format.ts';
import { papersToParams } from './closing-list.tsx';
import { sayOnPaper as say } from './report-words.ts';
import styles from './report-page.module.css';
import type { Report } from './use-report.ts';

const verdicts = ['pass', 'turn_back', 'test_on_site', 'refer_health', 'hold'] as const;

const isSame = (signed: VerdictCounts, now: VerdictCounts): boolean =>
  verdicts.every((verdict) => (signed[verdict] ?? 0) === (now[verdict] ?? 0));

/** What was decided about how many, who was referred, and what became of the sheets. */
export const ReportCounts = ({ report }: { report: Report }) => {
  const { tally, signed, statement, papers, deviceName, nameOf } = report;
  const counts = signed ?? tally;
  const referrals = statement?.referrals ?? null;
  const open = referrals?.filter(({ state }) => state === 'raised').length ?? 0;
  return (
    <>
      <h2>{say('sreport.count')}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{say('sreport.verdict')}</th>
            <th>{say('sreport.crossings')}</th>
          </tr>
        </thead>
        <tbody>
          {verdicts.map((verdict) => (
            <tr key={verdict} data-verdict={verdict}>
              <td>{say(`answer.verdict.${verdict}`)}</td>
              <td>{counts.verdicts[verdict] ?? 0}</td>
            </tr>
          ))}
          <tr className={styles.sum} data-verdict="all">
            <td>{say('sreport.sum')}</td>
            <td>{counts.records}</td>
          </tr>
        </tbody>
      </table>
      {signed !== null && (
        <p className={styles.note} data-testid="report-signed">
          {say('sreport.signed')}{' '}
          {statement !== null &&
            !isSame(signed.verdicts, tally.verdicts) &&
            say('sreport.become', { count: tally.records })}
        </p>
      )}
      <p data-testid="report-ways">
        {say('sreport.ways', { paper: tally.paper, scanned: tally.scanned, typed: tally.typed })}{' '}
        {say('sreport.beside', { voided: tally.voided, again: tally.again })}
      </p>
      <p className={styles.note}>
        {statement === null
          ? say('sreport.own', { count: tally.records, name: deviceName })
          : say('sreport.stated', { time: formatClock(statement.statedAtMs) })}
      </p>

      <h2>{say('sreport.referrals')}</h2>
      <p data-testid="report-referrals">
        {referrals === null
          ? say('sreport.unknown')
          : referrals.length === 0
            ? say('sreport.referrals.none')
            : say('sreport.referrals.count', {
                count: referrals.length,
                acknowledged: referrals.length - open,
                open,
              })}
      </p>

      <h2>{say('sreport.papers')}</h2>
      <p data-testid="report-papers">
        {papers.issued === 0
          ? say('closing.papers.none')
          : say('closing.papers', papersToParams(papers))}
      </p>
      {papers.missingSheets.length > 0 && (
        <p data-testid="report-missing">
          {say('sreport.papers.missing', {
            list: papers.missingSheets
              .map(({ serial, holder }) =>
                holder === null
                  ? say('closing.papers.nobody', { serial })
                  : say('closing.papers.holder', { serial, holder: nameOf(holder) }),
              )
              .join(', '),
          })}
        </p>
      )}
    </>
  );
};
