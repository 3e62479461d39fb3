import { useEffect } from 'react';
import { beginAnew } from '../actions/begin-anew.ts';
import { useServices } from '../features/services.ts';
import { formatMoment } from '../i18n/format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { useNow } from '../ui/use-now.ts';
import styles from './whole-page.module.css';

type ErasedScreenProps = {
  readonly atMs: number;
  /** Something of before may still lie in the memory of this page. */
  readonly wasAtWork: boolean;
};

/** This tablet was switched off, and nothing is left on it. */
export const ErasedScreen = ({ atMs, wasAtWork }: ErasedScreenProps) => {
  const say = useWords();
  const { tablet } = useServices();
  const nowMs = useNow(60_000);
  useEffect(() => {
    if (wasAtWork) window.location.replace('/');
  }, [wasAtWork]);
  return (
    <main className={styles.page}>
      <Note tone="alert">
        <h1>{say('app.erased.title')}</h1>
        <p>{say('app.erased.text', { time: formatMoment(atMs, nowMs) })}</p>
        <Button onClick={() => void beginAnew(tablet)}>{say('app.erased.enrol')}</Button>
      </Note>
    </main>
  );
};
