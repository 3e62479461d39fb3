import { useEffect, useEffectEvent } from 'react';
import type { FormInput } from '#domain/declaration/form.ts';
import { prefill } from '#domain/qr/prefill.ts';
import { recognise, type Recognised } from '#domain/qr/recognise.ts';
import { createKeyGatherer } from '../key-gatherer.ts';

/** A longer pause than this between two keys, and it was a hand that typed the ones before. */
const gapMs = 200;
/** Longer than any card; a hand's typing is not gathered without end. */
const longestCode = 2_000;

/**
 * A scanner that types a card into the sheet, wherever the focus is. Its keys went into a line or answered a box
 * before the last of them told what they were: the sheet is put back to what it was before the first. A busy tablet
 * may hear a scanner's keys with a pause, so the whole line since the last Enter is tried, too; only what is
 * recognised counts, and a hand's keys do no harm.
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
    let line = '';
    let beforeLine: FormInput = {};
    let beforeBurst: FormInput = {};
    let lastAtMs = Number.NEGATIVE_INFINITY;
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (document.querySelector('dialog[open]')) return;
      if (line === '') beforeLine = read();
      if (event.timeStamp - lastAtMs > gapMs) beforeBurst = read();
      lastAtMs = event.timeStamp;
      const burst = gatherer.press(event.key, event.timeStamp);
      if (event.key !== 'Enter' && event.key !== 'Tab') {
        if (event.key.length === 1 && line.length < longestCode) line += event.key;
        return;
      }
      const whole = line;
      line = '';
      lastAtMs = Number.NEGATIVE_INFINITY;
      const isCode =
        (burst !== null && tell(burst, beforeBurst)) ||
        (whole !== burst && tell(whole, beforeLine));
      if (!isCode) return;
      event.preventDefault();
      event.stopPropagation();
    };
    globalThis.addEventListener('keydown', hear, { capture: true });
    return () => globalThis.removeEventListener('keydown', hear, { capture: true });
  }, []);
};
