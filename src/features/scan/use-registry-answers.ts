import { useCallback, useEffect, useRef, useState } from 'react';
import type { IdentityAnswer, IdentityQuestion } from '#domain/identity/registry-check.ts';
import { readRegistryNotice } from '../../store/read-identity.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';

/** Nobody waits longer than this for people who have gone. */
const remembered = 50;

const keyOf = (question: IdentityQuestion): string => JSON.stringify(question);

/**
 * Asks the registry about people as they stand here, each once, and never lets anybody wait for it.
 * @returns what it has said of a question so far
 */
export const useRegistryAnswers = (
  questions: readonly (IdentityQuestion | null)[],
): ((question: IdentityQuestion | null) => IdentityAnswer | 'waiting' | null) => {
  const { transport, tablet } = useServices();
  const { db } = tablet;
  const notice = useLiveQuery(db, (live) => readRegistryNotice(live), [], null);
  const isAsked = notice?.isChecked ?? false;
  const [answers, setAnswers] = useState<ReadonlyMap<string, IdentityAnswer>>(new Map());
  const asked = useRef(new Set<string>());
  // Compared by what they say: the list itself is new at every look.
  const wanted = questions.flatMap((question) => question ?? []).map(keyOf);
  const wantedText = isAsked ? wanted.join('\n') : '';
  useEffect(() => {
    const ask = async (key: string): Promise<void> => {
      asked.current.add(key);
      const answer = await transport.identity(JSON.parse(key) as IdentityQuestion);
      const said = answer.ok ? answer.value.answer : null;
      // May be asked again when the same person comes back.
      if (said === null) asked.current.delete(key);
      else setAnswers((known) => new Map([...[...known].slice(-remembered), [key, said]]));
    };
    for (const key of wantedText === '' ? [] : wantedText.split('\n')) {
      if (navigator.onLine && !asked.current.has(key)) void ask(key);
    }
  }, [transport, wantedText]);
  return useCallback(
    (question) => {
      if (!isAsked || question === null) return null;
      return answers.get(keyOf(question)) ?? 'waiting';
    },
    [answers, isAsked],
  );
};
