import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import styles from './shift-screen.module.css';
import { shiftWords } from './shift-words.ts';

/** Earlier shifts that nobody closed, and the way to each. */
export const ForgottenShifts = ({
  shiftIds,
  onOpen,
}: {
  shiftIds: readonly string[];
  onOpen: (shiftId: string) => void;
}) => {
  const say = useWords();
  if (shiftIds.length === 0) return null;
  return (
    <Note tone="warn">
      <strong>{say('shift.forgotten', { count: shiftIds.length })}</strong>
      <ul className={styles.forgotten} data-testid="forgotten">
        {shiftIds.map((shiftId) => (
          <li key={shiftId}>
            <Button onClick={() => onOpen(shiftId)}>{shiftWords(say, shiftId)}</Button>
          </li>
        ))}
      </ul>
    </Note>
  );
};
