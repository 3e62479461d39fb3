import { useCallback, useState } from 'react';
import { useServices, useSession } from '../services.ts';
import {
  emptyHand,
  putAwayCodes,
  seeCode,
  takeCode,
  watchAgain,
  type CodeHand,
} from './code-hand.ts';

/** Codes not used yet outlive the screen, in memory only, and only for the officer who read them. */
let kept: { readonly officerId: string; readonly hand: CodeHand } | null = null;

const handOf = (officerId: string): CodeHand =>
  kept?.officerId === officerId ? kept.hand : emptyHand;

/** The codes in hand, and what the camera and the officer do with them. */
export const useCodeHand = () => {
  const { clock } = useServices().tablet;
  const { officerId } = useSession();
  const [hand, setHand] = useState(() => watchAgain(handOf(officerId), Infinity));
  const change = useCallback(
    (next: (before: CodeHand, nowMs: number) => CodeHand) => {
      const after = next(handOf(officerId), clock.monoMs());
      kept = { officerId, hand: after };
      setHand(after);
    },
    [officerId, clock],
  );
  return {
    hand,
    see: useCallback(
      (texts: readonly string[]) =>
        change((before, nowMs) => texts.reduce((seen, text) => seeCode(seen, text, nowMs), before)),
      [change],
    ),
    /** The camera has just opened. */
    watch: useCallback(() => change(watchAgain), [change]),
    take: (text: string) => change((before) => takeCode(before, text)),
    putAway: (texts: readonly string[]) =>
      change((before, nowMs) => putAwayCodes(before, texts, nowMs)),
  };
};
