/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { declareWords } from './declare-words.ts';

type AskTwiceProps = {
  /** What is done. */
  words: string;
  /** What becomes of it, asked before. */
  question: string;
  yes: string;
  onYes: () => void;
};

/** A deed that cannot be undone: asked once more, in the same place. */
export const AskTwice = ({ words, question, yes, onYes }: AskTwiceProps) => {
  const say = declareWords.useSay();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <button type="button" class="plain grave" onClick={() => setAsking(true)}>
        {words}
      </button>
    );
  }
  return (
    <div class="note ask" role="alertdialog" aria-label={words}>
      <p>{question}</p>
      <div class="go">
        <button type="button" class="plain" onClick={() => setAsking(false)}>
          {say('citizen.no')}
        </button>
        <button
          type="button"
          class="grave-action"
          onClick={() => {
            setAsking(false);
            onYes();
          }}
        >
          {yes}
        </button>
      </div>
    </div>
  );
};
