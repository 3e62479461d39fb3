/** A code that was put away or used, and may still be held into the picture. */
type PutAway = { readonly text: string; readonly seenAtMs: number };

/** The codes that were read and not used yet. */
export type CodeHand = {
  /** The text on the screen; null: none. */
  readonly shown: string | null;
  /** Read meanwhile, oldest first; none is ever overwritten [SCAN-1]. */
  readonly beside: readonly string[];
  readonly putAway: readonly PutAway[];
};

export const emptyHand: CodeHand = { shown: null, beside: [], putAway: [] };

/** A code that was not seen for so long has left the picture; a bent one is read once in a second or two by a busy tablet. */
const goneAfterMs = 2_500;

/** A code that stays in the picture is not noted anew with each frame. */
const notedForMs = 250;

/** The camera tells every text that it sees, again and again. */
export const seeCode = (hand: CodeHand, text: string, nowMs: number): CodeHand => {
  if (text === hand.shown || hand.beside.includes(text)) return hand;
  const putAway = hand.putAway.filter(({ seenAtMs }) => nowMs - seenAtMs < goneAfterMs);
  const there = putAway.find((one) => one.text === text);
  if (there) {
    if (nowMs - there.seenAtMs < notedForMs) return hand;
    const others = putAway.filter((one) => one.text !== text);
    return { ...hand, putAway: [...others, { text, seenAtMs: nowMs }] };
  }
  if (hand.shown === null) return { ...hand, shown: text, putAway };
  return { ...hand, beside: [...hand.beside, text], putAway };
};

/** The camera was shut meanwhile: what was put away may still be held into its picture. */
export const watchAgain = (hand: CodeHand, nowMs: number): CodeHand => ({
  ...hand,
  putAway: hand.putAway.map(({ text }) => ({ text, seenAtMs: nowMs })),
});

/** Brings a code to the front, because somebody asked for it; what stood there goes beside. */
export const takeCode = (hand: CodeHand, text: string): CodeHand => {
  if (text === hand.shown) return hand;
  const earlier = hand.shown === null ? hand.beside : [hand.shown, ...hand.beside];
  const others = earlier.filter((one) => one !== text);
  return { ...hand, shown: text, beside: others };
};

/** These codes are done with; the next one in hand takes the place of the one on the screen. */
export const putAwayCodes = (hand: CodeHand, texts: readonly string[], nowMs: number): CodeHand => {
  const held = hand.shown === null ? [] : [hand.shown, ...hand.beside];
  const [shown = null, ...beside] = held.filter((text) => !texts.includes(text));
  const gone = held.filter((text) => texts.includes(text));
  const putAway = [...hand.putAway, ...gone.map((text) => ({ text, seenAtMs: nowMs }))];
  return { shown, beside, putAway };
};

/** What was in hand before a reload, in the order it was read; what was seen since comes after. */
export const restoreHand = (hand: CodeHand, texts: readonly string[]): CodeHand => {
  const later = [hand.shown ?? [], hand.beside].flat().filter((text) => !texts.includes(text));
  const [shown = null, ...beside] = [...texts, ...later];
  return { ...hand, shown, beside };
};

/** The codes in hand, the one on the screen first. */
export const textsInHand = ({ shown, beside }: CodeHand): string[] =>
  shown === null ? [...beside] : [shown, ...beside];
