import { useState } from 'react';
import { useLocation } from 'wouter';
import { beginTypingAgain } from '../../actions/begin-typing-again.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readTypingTasks } from '../../store/paper-ledger.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { paths, type PaperWish } from '../paths.ts';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import styles from './pads-screen.module.css';

/** Sheets of the sample that this officer is asked to read once more. */
export const TypingTasks = ({ nowMs }: { nowMs: number }) => {
  const say = useWords();
  const { tablet } = useServices();
  const { officerId } = useSession();
  const [, navigate] = useLocation();
  const [trouble, setTrouble] = useState<string | null>(null);
  const tasks = useLiveQuery(tablet.db, (live) => readTypingTasks(live, officerId, nowMs), [
    officerId,
    nowMs,
  ]);
  if (!tasks || tasks.length === 0) return null;
  const begin = async (declarationId: string) => {
    const begun = await beginTypingAgain(tablet, declarationId);
    setTrouble(begun.ok ? null : say(begun.error.code));
    if (!begun.ok) return;
    const wish: PaperWish = { draftId: begun.value.draftId };
    navigate(paths.paper, { state: wish });
  };
  return (
    <>
      <h2>{say('twice.tasks', { count: tasks.length })}</h2>
      <p>{say('twice.tasks.text')}</p>
      {trouble && <Note tone="alert">{trouble}</Note>}
      <ul className={`${styles.runs} numbers`}>
        {tasks.map(({ serial, declarationId }) => (
          <li key={declarationId}>
            <strong className={styles.serial}>{serial}</strong>
            <Button onClick={() => void begin(declarationId)}>{say('twice.begin')}</Button>
          </li>
        ))}
      </ul>
    </>
  );
};
