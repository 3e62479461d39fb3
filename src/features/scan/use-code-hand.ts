import { useCallback, useEffect, useState } from 'react';
import { keepCodeHand } from '../../actions/keep-code-hand.ts';
import { readCodeHand } from '../../store/code-hand.ts';
import { useServices, useSession } from '../services.ts';
import {
  emptyHand,
  putAwayCodes,
  restoreHand,
  seeCode,
  takeCode,
  textsInHand,
  watchAgain,
  type CodeHand,
} from './code-hand.ts';

/** Codes not used yet outlive the screen, and only for the officer who read them; a copy outlives the page, sealed. */
let kept: { readonly officerId: string; readonly hand: CodeHand } | null = null;

const handOf = (officerId: string): CodeHand =>
  kept?.officerId === officerId ? kept.hand : emptyHand;

/** The codes in hand, and what the camera and the officer do with them. */
export const useCodeHand = () => {
  const { tablet } = useServices();
  const { clock } = tablet;
  const { officerId } = useSession();
  const [hand, setHand] = useState(() => watchAgain(handOf(officerId), Infinity));
  const change = useCallback(
    (next: (before: CodeHand, nowMs: number) => CodeHand) => {
      const before = handOf(officerId);
      const after = next(before, clock.monoMs());
      kept = { officerId, hand: after };
      setHand(after);
      const isSame = after.shown === before.shown && after.beside === before.beside;
      if (!isSame) void keepCodeHand(tablet, officerId, textsInHand(after));
    },
    [officerId, clock, tablet],
  );
  useEffect(() => {
    if (kept?.officerId === officerId) return;
    kept = { officerId, hand: emptyHand };
    void readCodeHand(tablet.db, officerId).then((texts) => {
      if (texts.length > 0) change((before) => restoreHand(before, texts));
    });
  }, [tablet, officerId, change]);
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
