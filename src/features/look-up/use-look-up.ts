import { useState } from 'react';
import { failureCode } from '#protocol/call-failure.ts';
import type { PersonSearchResponse } from '#protocol/persons.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import type { PersonQuery } from '../../sync/ports.ts';
import { useServices } from '../services.ts';

type LookUp = {
  state: 'idle' | 'asking';
  answer: PersonSearchResponse | null;
  trouble: FetchFailure['code'] | null;
  /** What was asked last: asked again once the second factor is proven. */
  again: () => void;
  find: (query: PersonQuery) => void;
};

/** Asks the server for people; what it says lives on this screen only. */
export const useLookUp = (): LookUp => {
  const { transport } = useServices();
  const [asked, setAsked] = useState<PersonQuery | null>(null);
  const [state, setState] = useState<LookUp['state']>('idle');
  const [answer, setAnswer] = useState<PersonSearchResponse | null>(null);
  const [trouble, setTrouble] = useState<LookUp['trouble']>(null);
  const find = async (query: PersonQuery) => {
    setAsked(query);
    setState('asking');
    setTrouble(null);
    setAnswer(null);
    const outcome = await transport.findPersons(query);
    setState('idle');
    if (outcome.ok) setAnswer(outcome.value);
    else setTrouble(failureCode(outcome.error));
  };
  return {
    state,
    answer,
    trouble,
    again: () => {
      if (asked) void find(asked);
    },
    find: (query) => void find(query),
  };
};
