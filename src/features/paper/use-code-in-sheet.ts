import { useEffect, useEffectEvent } from 'react';
import type { FormInput } from '#domain/declaration/form.ts';
import { prefill } from '#domain/qr/prefill.ts';
import { recognise, type Recognised } from '#domain/qr/recognise.ts';
import { createKeyGatherer } from '../key-gatherer.ts';

/** A busy tablet hears a scanner's keys late; only a whole code counts, so a hand's keys do no harm. */
const gapMs = 200;

/**
 * A scanner that types a card into the sheet, wherever the focus is. Its keys went into a line or answered a box
 * before the last of them told what they were: the sheet is put back to what it was before the first.
 */
export const useCodeInSheet = (
  readInput: () => FormInput,
  onCode: (code: Recognised, filled: FormInput, before: FormInput) => void,
): void => {
  const read = useEffectEvent(readInput);
  const tell = useEffectEvent((text: string, before: FormInput): boolean => {
    const code = recognise(text);
    const filled = prefill(code);
    const isCode = Object.keys(filled).length > 0;
    if (isCode) onCode(code, filled, before);
    return isCode;
  });
  useEffect(() => {
    const gatherer = createKeyGatherer(gapMs);
    let before: FormInput = {};
    let lastAtMs = Number.NEGATIVE_INFINITY;
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (document.querySelector('dialog[open]')) return;
      if (event.timeStamp - lastAtMs > gapMs) before = read();
      const isEnd = event.key === 'Enter' || event.key === 'Tab';
      lastAtMs = isEnd ? Number.NEGATIVE_INFINITY : event.timeStamp;
      const text = gatherer.press(event.key, event.timeStamp);
      if (text === null || !tell(text, before)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    globalThis.addEventListener('keydown', hear, { capture: true });
    return () => globalThis.removeEventListener('keydown', hear, { capture: true });
  }, []);
};
