/** @jsxImportSource preact */
import { AskTwice } from './ask-twice.tsx';
import { declareWords } from './declare-words.ts';
import type { Kept } from './kept.ts';
import { PostNote } from './post-note.tsx';
import { Notice } from './review.tsx';
import type { Followed } from './use-post.ts';

type StartScreenProps = {
  kept: Kept;
  followed: Followed;
  hasBadLink: boolean;
  onBegin: (byProxy: 'yes' | 'no') => void;
  onResume: () => void;
  onCodes: () => void;
  onErase: () => void;
};

/** What this is, what is here already, and the first question. */
export const StartScreen = (props: StartScreenProps) => {
  const say = declareWords.useSay();
  const { kept, followed, hasBadLink, onBegin, onResume, onCodes, onErase } = props;
  const people = kept.codes.length + kept.waiting.length;
  return (
    <>
      {hasBadLink && <p class="note warning">{say('citizen.bad-link')}</p>}
      <PostNote followed={followed} />
      {people > 0 && (
        <button type="button" class="action wide" onClick={onCodes}>
          {say('citizen.my-codes.go')} ({people})
        </button>
      )}
      {kept.draft && (
        <div class="note">
          <h2>{say('citizen.resume')}</h2>
          <button type="button" class="action wide" onClick={onResume}>
            {say('citizen.resume.go')}
          </button>
        </div>
      )}
      <h1>{say('citizen.start')}</h1>
      <p class="lead">{say('citizen.start.lead')}</p>
      <h2 class="first">{say('step.whose')}</h2>
      <div class="choices in-a-row">
        {(['no', 'yes'] as const).map((byProxy) => (
          <a
            key={byProxy}
            class="choice"
            href={byProxy === 'no' ? '#toi' : '#ho'}
            onClick={(event) => {
              event.preventDefault();
              onBegin(byProxy);
            }}
          >
            {say(byProxy === 'no' ? 'citizen.for-me' : 'citizen.for-other')}
          </a>
        ))}
      </div>
      <Notice />
      {(people > 0 || kept.draft) && (
        <AskTwice
          words={say('citizen.erase')}
          question={say('citizen.erase.ask')}
          yes={say('citizen.erase.yes')}
          onYes={onErase}
        />
      )}
    </>
  );
};
