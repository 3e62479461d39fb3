import { useState } from 'react';
import { failureCode } from '#protocol/call-failure.ts';
import type { PersonFound, PersonSearchResponse } from '#protocol/persons.ts';
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
  /** What is older than all that was told. */
  more: () => void;
};

/** Asks the server for people; what it says lives on this screen only. */
export const useLookUp = (): LookUp => {
  const { transport } = useServices();
  const [asked, setAsked] = useState<PersonQuery | null>(null);
  const [state, setState] = useState<LookUp['state']>('idle');
  const [answer, setAnswer] = useState<PersonSearchResponse | null>(null);
  const [trouble, setTrouble] = useState<LookUp['trouble']>(null);
  const askFor = async (query: PersonQuery, before: readonly PersonFound[]) => {
    setState('asking');
    setTrouble(null);
    const outcome = await transport.findPersons(query);
    setState('idle');
    if (!outcome.ok) {
      setTrouble(failureCode(outcome.error));
      return;
    }
    const known = new Set(before.map(({ recordId }) => recordId));
    const older = outcome.value.found.filter(({ recordId }) => !known.has(recordId));
    setAnswer({ ...outcome.value, found: [...before, ...older] });
  };
  const find = (query: PersonQuery) => {
    setAsked(query);
    setAnswer(null);
    void askFor(query, []);
  };
  const more = () => {
    const told = answer?.found ?? [];
    const oldest = told.at(-1);
    // The same moment once more: two may have passed in it.
    if (asked && oldest) void askFor({ ...asked, throughMs: Math.ceil(oldest.atMs) }, told);
  };
  return {
    state,
    answer,
    trouble,
    again: () => {
      if (asked) find(asked);
    },
    find,
    more,
  };
};
