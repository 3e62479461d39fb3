import { useWords } from '../i18n/use-words.ts';
import { Note } from '../ui/note.tsx';

/** IndexedDB does not open: nothing may be captured here, and nothing is deleted to make it open. */
export const StorageFault = () => {
  const say = useWords();
  return (
    <Note tone="alert">
      <h1>{say('app.storage.title')}</h1>
      <p>{say('app.storage.text')}</p>
    </Note>
  );
};
