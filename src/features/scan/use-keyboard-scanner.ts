import { useEffect, useRef } from 'react';
import { createKeyGatherer } from '../key-gatherer.ts';

/** A scanner that types what it reads, on USB or Bluetooth; what is typed into a field is left alone. */
export const useKeyboardScanner = (onText: (text: string) => void): void => {
  const tell = useRef(onText);
  useEffect(() => {
    tell.current = onText;
  }, [onText]);
  useEffect(() => {
    const gatherer = createKeyGatherer();
    const hear = (event: KeyboardEvent) => {
      const { target } = event;
      const isField = target instanceof HTMLElement && target.matches('input, textarea, select');
      if (isField || event.ctrlKey || event.altKey || event.metaKey) return;
      const text = gatherer.press(event.key, event.timeStamp);
      if (!gatherer.isGathering() && text === null) return;
      // A button that has the focus must not be pressed by the scanner's own Enter.
      event.preventDefault();
      if (text !== null) tell.current(text);
    };
    globalThis.addEventListener('keydown', hear, { capture: true });
    return () => globalThis.removeEventListener('keydown', hear, { capture: true });
  }, []);
};
