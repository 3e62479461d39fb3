import { useWords } from '../i18n/use-words.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import styles from './whole-page.module.css';

/**
 * Why there is no screen. `storage`: IndexedDB does not open; nothing may be captured here, and nothing is
 * deleted to make it open. `blocked`: an old tab keeps the storage from being upgraded. `newer`: this
 * version is older than the storage.
 */
export const StorageFault = ({ why }: { why: 'storage' | 'blocked' | 'newer' }) => {
  const say = useWords();
  return (
    <main className={styles.page}>
      <Note tone="alert">
        <h1>{say(`app.${why}.title`)}</h1>
        <p>{say(`app.${why}.text`)}</p>
        {why === 'newer' && (
          <Button onClick={() => window.location.reload()}>{say('app.update.reload')}</Button>
        )}
      </Note>
    </main>
  );
};
