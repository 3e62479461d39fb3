import { useCallback, useEffect, useRef, useState } from 'react';
import type { Assessment } from '#domain/lane/assess-person.ts';
import { textsInHand, type CodeHand } from './code-hand.ts';

type OneFrame = {
  /** Tells of what one frame of the camera held. */
  readonly note: (texts: readonly string[]) => void;
  /** Whose codes were in one frame and nobody said yet which is meant; none, or at least two. */
  readonly undecided: (people: readonly Assessment[]) => readonly Assessment[];
  readonly decide: () => void;
};

/** Codes that came into the picture together. */
export const useOneFrame = (hand: CodeHand): OneFrame => {
  const [frame, setFrame] = useState<readonly string[]>([]);
  // The camera is opened anew whenever it is to tell somebody else.
  const latest = useRef(hand);
  useEffect(() => {
    latest.current = hand;
  }, [hand]);
  const note = useCallback((texts: readonly string[]) => {
    const { putAway } = latest.current;
    const fresh = texts.filter((text) => !putAway.some((one) => one.text === text));
    const held = textsInHand(latest.current);
    if (fresh.length > 1 && fresh.some((text) => !held.includes(text))) setFrame(fresh);
  }, []);
  return {
    note,
    undecided: (people) => {
      const meant = people.filter(({ person }) =>
        person.codes.some(({ text }) => frame.includes(text)),
      );
      return meant.length > 1 ? meant : [];
    },
    decide: () => setFrame([]),
  };
};
