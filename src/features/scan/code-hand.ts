/** A code that was read and not used yet. */
export type CodeHand = {
  /** The text on the screen; null: none. */
  readonly shown: string | null;
  /** Read meanwhile, oldest first; none is ever overwritten [SCAN-1]. */
  readonly beside: readonly string[];
  /** Put away by hand, and still held into the picture for all we know. */
  readonly putAway: { readonly text: string; readonly seenAtMs: number } | null;
};

export const emptyHand: CodeHand = { shown: null, beside: [], putAway: null };

/** A code that was not seen for so long has left the picture. */
const goneAfterMs = 1_500;

/** The camera tells every text that it sees, again and again. */
export const seeCode = (hand: CodeHand, text: string, nowMs: number): CodeHand => {
  if (text === hand.shown || hand.beside.includes(text)) return hand;
  const { putAway } = hand;
  if (putAway?.text === text && nowMs - putAway.seenAtMs < goneAfterMs) {
    return { ...hand, putAway: { text, seenAtMs: nowMs } };
  }
  if (hand.shown === null) return { ...hand, shown: text };
  return { ...hand, beside: [...hand.beside, text] };
};

/** Brings a code to the front, because somebody asked for it; what stood there goes beside. */
export const takeCode = (hand: CodeHand, text: string): CodeHand => {
  if (text === hand.shown) return hand;
  const earlier = hand.shown === null ? hand.beside : [hand.shown, ...hand.beside];
  const others = earlier.filter((one) => one !== text);
  return { shown: text, beside: others, putAway: null };
};

/** The code on the screen is done with; the next one in hand takes its place. */
export const putAwayCode = (hand: CodeHand, nowMs: number): CodeHand => {
  const [shown = null, ...beside] = hand.beside;
  return {
    shown,
    beside,
    putAway: hand.shown === null ? hand.putAway : { text: hand.shown, seenAtMs: nowMs },
  };
};
