import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { afterPaint } from '../../platform/after-paint.ts';

/** Whatever a hand does next is done to what it has brought about so far. */
const deeds = ['keydown', 'pointerdown', 'click'] as const;

type Change = () => void;

export type AfterPicture = {
  /** Changes what is drawn once the next picture is on the screen. */
  readonly later: (change: Change) => void;
};

/**
 * The browser draws a letter and a cursor by itself, before the sheet has judged them: the picture comes first, and
 * what is to be said about it in the next; at the latest before another key, press or click is heard, so that
 * nothing is ever decided by what stood there before [DESK-10].
 */
export const useAfterPicture = (): AfterPicture => {
  const [queue] = useState(() => {
    let waiting: Change[] = [];
    let callOff: Change | null = null;
    const drawAll = () => {
      callOff?.();
      callOff = null;
      const changes = waiting;
      waiting = [];
      for (const change of changes) change();
    };
    return {
      later: (change: Change) => {
        waiting.push(change);
        // At once, not in a task of its own: a key that came between would find it neither waiting nor drawn.
        callOff ??= afterPaint(() => flushSync(drawAll));
      },
      drawNow: () => {
        if (waiting.length > 0) flushSync(drawAll);
      },
    };
  });
  useEffect(() => {
    for (const deed of deeds) globalThis.addEventListener(deed, queue.drawNow, { capture: true });
    return () => {
      for (const deed of deeds) {
        globalThis.removeEventListener(deed, queue.drawNow, { capture: true });
      }
    };
  }, [queue]);
  return queue;
};
