import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useRef } from 'react';
import type { Assessment } from '#domain/lane/assess-person.ts';
import { playSignal, type LaneSignal } from '../../platform/lane-signals.ts';
import { readSetting } from '../../store/settings.ts';
import { useServices } from '../services.ts';

/** Not who they say they are, as far as the registry knows. */
const ringing: ReadonlySet<string> = new Set(['lane/registry-mismatch', 'lane/registry-not-found']);

const signalOf = ({ fits, proposal, seenAgain, person, notes }: Assessment): LaneSignal => {
  if (notes.some((note) => ringing.has(note))) return 'stop';
  if (fits) return 'pass';
  if (proposal !== null && proposal.verdict !== 'pass') return 'stop';
  return seenAgain !== null || person.likeness === 'doubtful' ? 'look' : 'ready';
};

/** Tells by ear and by hand what each person's codes mean, once as they are read and again as it changes. */
export const useSignals = (assessments: readonly Assessment[]): void => {
  const { db } = useServices().tablet;
  const isSilent = useLiveQuery(async () => (await readSetting(db, 'sound')) === 'off', [db], true);
  const told = useRef(new Map<string, string>());
  useEffect(() => {
    const now = new Map<string, string>();
    for (const assessed of assessments) {
      const [first] = assessed.person.codes;
      if (!first) continue;
      const signal = signalOf(assessed);
      const state = `${assessed.person.codes.length} ${signal}`;
      now.set(first.text, state);
      if (told.current.get(first.text) !== state && !isSilent) playSignal(signal);
    }
    told.current = now;
  }, [assessments, isSilent]);
};
