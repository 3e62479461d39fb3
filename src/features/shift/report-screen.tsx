import { ArrowLeft, Printer } from 'lucide-react';
import { Link } from 'wouter';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { OnPaper } from '../../ui/on-paper.tsx';
import { useNow } from '../../ui/use-now.ts';
import { paths } from '../paths.ts';
import { ReportPage } from './report-page.tsx';
import styles from './report-page.module.css';
import { useReport } from './use-report.ts';
import { useStatement } from './use-statement.ts';

const tickMs = 5_000;

type ReportScreenProps = { unitId: string; day: string; number: string };

/** The report of a shift on the screen as it will lie on the desk; printed also where there is no network. */
export const ReportScreen = ({ unitId, day, number }: ReportScreenProps) => {
  const say = useWords();
  const nowMs = useNow(tickMs);
  const shiftId = `${unitId}/${day}/${number}`;
  const stated = useStatement(shiftId, 0);
  const report = useReport(shiftId, nowMs);
  if (!report) return null;
  return (
    <section className={styles.screen}>
      <div className={styles.bar}>
        <Link href={paths.shift} className={styles.back ?? ''}>
          <ArrowLeft size={22} aria-hidden="true" /> {say('sreport.back')}
        </Link>
        <Button
          tone="action"
          size="lane"
          disabled={stated.state === 'asking'}
          onClick={() => window.print()}
        >
          <Printer aria-hidden="true" /> {say('sreport.print')}
        </Button>
      </div>
      <div className={styles.desk} data-testid="report">
        <ReportPage report={report} />
      </div>
      <OnPaper testId="printed-report">
        <ReportPage report={report} />
      </OnPaper>
    </section>
  );
};
