/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { systemClock } from '../../platform/clock.ts';
import { CodeCard } from './code-card.tsx';
import { declareWords } from './declare-words.ts';
import type { Kept, KeptCode, Waiting } from './kept.ts';
import type { Delivery } from './use-sending.ts';
import { WaitingCard } from './waiting-card.tsx';

type CodesScreenProps = {
  kept: Kept;
  delivery: Delivery;
  onAddPerson: (code: KeptCode) => void;
  onCorrect: (code: KeptCode) => void;
  onWithdrawn: (code: KeptCode) => void;
  onAgain: (code: KeptCode) => void;
  onForget: (code: KeptCode) => void;
  onEdit: (waiting: Waiting) => void;
  onNew: () => void;
};

const minuteMs = 60_000;

/** The codes of everybody in the vehicle, one at a time; the newest first. */
export const CodesScreen = (props: CodesScreenProps) => {
  const say = declareWords.useSay();
  const { kept, delivery } = props;
  const [nowMs, setNowMs] = useState(systemClock.wallMs());
  const [at, setAt] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(systemClock.wallMs()), minuteMs);
    return () => clearInterval(timer);
  }, []);
  const people = [
    ...kept.waiting.map((waiting) => ({ waiting, code: null })),
    ...kept.codes.toReversed().map((code) => ({ waiting: null, code })),
  ];
  const shown = people[Math.min(at, people.length - 1)];
  const here = Math.min(at, people.length - 1);
  return (
    <>
      {people.length > 1 && (
        <nav
          class="people"
          aria-label={say('citizen.person-of', { at: here + 1, of: people.length })}
        >
          <button
            type="button"
            class="plain"
            disabled={here === 0}
            aria-label={say('citizen.previous-person')}
            onClick={() => setAt(here - 1)}
          >
            ‹
          </button>
          <span class="numbers">
            {say('citizen.person-of', { at: here + 1, of: people.length })}
          </span>
          <button
            type="button"
            class="plain"
            disabled={here === people.length - 1}
            aria-label={say('citizen.next-person')}
            onClick={() => setAt(here + 1)}
          >
            ›
          </button>
        </nav>
      )}
      {shown?.waiting && (
        <WaitingCard
          key={shown.waiting.declarationId}
          waiting={shown.waiting}
          delivery={delivery}
          onEdit={() => props.onEdit(shown.waiting)}
        />
      )}
      {shown?.code && (
        <CodeCard
          key={shown.code.declarationId}
          code={shown.code}
          nowMs={nowMs}
          onAddPerson={() => props.onAddPerson(shown.code)}
          onCorrect={() => props.onCorrect(shown.code)}
          onWithdrawn={() => props.onWithdrawn(shown.code)}
          onAgain={() => props.onAgain(shown.code)}
          onForget={() => props.onForget(shown.code)}
        />
      )}
      <button type="button" class="link" onClick={props.onNew}>
        {say('citizen.new')}
      </button>
    </>
  );
};
