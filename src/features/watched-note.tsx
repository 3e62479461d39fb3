import { useWords } from '../i18n/use-words.ts';
import { Note } from '../ui/note.tsx';
import { VerdictSign } from '../ui/verdict-sign.tsx';
import styles from './watched-note.module.css';

/** A number that was typed is looked for: by shape, colour and word, before anything else. */
export const WatchedNote = ({ watched }: { watched: 'case' | 'contact' | null }) => {
  const say = useWords();
  if (watched === null) return null;
  return (
    <Note tone="alert">
      <span className={styles.watched} data-testid="watched">
        <VerdictSign shape="hold" size={48} />
        <strong>{say('answer.verdict.hold')}</strong>
      </span>
      {say(`lane/watched-${watched}`)}
    </Note>
  );
};
