import { useState } from 'react';
import type { Said, SayFailure } from '../actions/append-sayings.ts';
import type { Result } from '#domain/core/result.ts';
import type { WordKey } from '../i18n/words.ts';
import { useServices } from './services.ts';

/** Says something of a record: what went wrong, if it did, and a wake-up for the delivery if not. */
export const useSaying = () => {
  const { sync } = useServices();
  const [trouble, setTrouble] = useState<WordKey | null>(null);
  const speak = async (saying: Promise<Result<Said, SayFailure>>): Promise<boolean> => {
    const said = await saying;
    setTrouble(said.ok ? null : said.error.code);
    if (said.ok) sync.wake('saved');
    return said.ok;
  };
  return { trouble, speak };
};
