import { certificateText } from '#domain/shift/certificate-text.ts';
import { logsDigest } from '#domain/shift/closing-digest.ts';
import { QrPicture } from '../../ui/qr-picture.tsx';
import styles from './report-page.module.css';
import { sayOnPaper as say } from './report-words.ts';
import type { Report } from './use-report.ts';

/** Of a digest, as much as people compare with their eyes. */
const shownDigits = 16;

type ReportCertificateProps = { report: Report; when: (wallMs: number) => string };

/** What proves the report: every log with its position and digest, who signed, and all of it as a code. */
export const ReportCertificate = ({ report, when }: ReportCertificateProps) => {
  const { closing, statement, standing, deviceName } = report;
  if (closing === null) {
    return (
      <>
        <h2>{say('sreport.proof')}</h2>
        <p data-testid="report-proof">
          {standing.state === 'closed-by-rule'
            ? say('sreport.proof.rule', { time: when(standing.ruleAtMs) })
            : say('sreport.proof.open')}
        </p>
      </>
    );
  }
  const nameOfLog = (logId: string): string =>
    statement?.logs.find((log) => log.logId === logId)?.deviceName ??
    (statement === null && closing.logs.length === 1 ? deviceName : logId.slice(0, 8));
  return (
    <section className={styles.proof}>
      <div>
        <h2>{say('sreport.proof')}</h2>
        <p data-testid="report-proof">
          {say(`sreport.proof.${closing.proof}`, { time: when(closing.wallMs) })}
        </p>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{say('sreport.proof.log')}</th>
              <th>{say('sreport.proof.position')}</th>
              <th>{say('sreport.proof.records')}</th>
              <th>{say('sreport.proof.digest')}</th>
            </tr>
          </thead>
          <tbody>
            {closing.logs.map(({ logId, position, records, digest }) => (
              <tr key={logId}>
                <td>{nameOfLog(logId)}</td>
                <td>{position}</td>
                <td>{records}</td>
                <td className={styles.digest}>{digest.slice(0, shownDigits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className={styles.digest}>
          {say('sreport.proof.combined', {
            digest: logsDigest(closing.logs).slice(0, 2 * shownDigits),
          })}
        </p>
      </div>
      <div className={styles.code}>
        <QrPicture text={certificateText(closing)} label={say('sreport.proof.code')} />
      </div>
    </section>
  );
};
