import { useState } from 'react';
import { failureCode } from '#protocol/call-failure.ts';
import type { ReportsResponse } from '#protocol/reports.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import styles from './report-pane.module.css';
import type { Reports } from './use-reports.ts';

type SendAgainProps = { deliveries: ReportsResponse['deliveries']; reports: Reports };

/** What is on its way to agencies, and what was given up: that is tried again by one tap. */
export const SendAgain = ({ deliveries: { waiting, dead }, reports }: SendAgainProps) => {
  const say = useWords();
  const { transport } = useServices();
  const [isAsking, setIsAsking] = useState(false);
  const sendAgain = async (): Promise<void> => {
    setIsAsking(true);
    const answer = await transport.sendReportsAgain();
    await reports.refresh();
    setIsAsking(false);
    if (!answer.ok) reports.tell(failureCode(answer.error));
  };
  return (
    <>
      {dead > 0 && (
        <Note tone="alert">
          <div className={styles.deeds}>
            {say('report.dead', { count: dead })}
            <Button disabled={isAsking} onClick={() => void sendAgain()}>
              {say('report.send-again')}
            </Button>
          </div>
        </Note>
      )}
      {waiting > 0 && <p className={styles.soft}>{say('report.sending', { count: waiting })}</p>}
    </>
  );
};
