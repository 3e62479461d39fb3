import { useEffect, useState } from 'react';
import { useServices } from '../features/services.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';

/** A newer version has the database. What is on the screen stays; nothing reloads by itself. */
export const NewerVersionNote = () => {
  const say = useWords();
  const { tablet } = useServices();
  const [isTakenOver, setTakenOver] = useState(tablet.db.isTakenOver);
  useEffect(() => {
    tablet.db.takenOver.catch(() => setTakenOver(true));
  }, [tablet]);
  if (!isTakenOver) return null;
  return (
    <Note tone="alert">
      <p>
        <strong>{say('app.newer.title')}</strong>
      </p>
      <p>{say('app.newer.text')}</p>
      <Button onClick={() => window.location.reload()}>{say('app.update.reload')}</Button>
    </Note>
  );
};
