import { useCallback, useState } from 'react';
import { useServices, useSession } from '../services.ts';
import { emptyHand, putAwayCode, seeCode, takeCode, type CodeHand } from './code-hand.ts';

/** Codes not used yet outlive the screen, in memory only, and only for the officer who read them. */
let lastHand: { readonly officerId: string; readonly hand: CodeHand } | null = null;

/** The codes in hand, and what the camera and the officer do with them. */
export const useCodeHand = () => {
  const { tablet } = useServices();
  const { officerId } = useSession();
  const [hand, setHand] = useState(lastHand?.officerId === officerId ? lastHand.hand : emptyHand);
  const change = useCallback(
    (next: (before: CodeHand) => CodeHand) =>
      setHand((before) => {
        const after = next(before);
        lastHand = { officerId, hand: after };
        return after;
      }),
    [officerId],
  );
  const see = useCallback(
    (text: string) => change((before) => seeCode(before, text, tablet.clock.monoMs())),
    [change, tablet],
  );
  return {
    hand,
    see,
    take: (text: string) => change((before) => takeCode(before, text)),
    putAway: () => change((before) => putAwayCode(before, tablet.clock.monoMs())),
  };
};
