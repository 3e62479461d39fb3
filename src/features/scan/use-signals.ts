import { useEffect, useRef } from 'react';
import type { Assessment } from '#domain/lane/assess-person.ts';
import { isGrave } from '#domain/lane/lane-notes.ts';
import { playSignal, type LaneSignal } from '../../platform/lane-signals.ts';
import { readSetting } from '../../store/settings.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';

/** What must not be taken, whoever shows it. */
const forged: readonly unknown[] = ['bad-signature', 'withdrawn-key', 'withdrawn', 'superseded'];

const signalOf = (assessed: Assessment): LaneSignal => {
  const { fits, proposal, seenAgain, person, signed, pass, notes } = assessed;
  if (notes.some(isGrave)) return 'stop';
  if (fits) return 'pass';
  if (proposal !== null && proposal.verdict !== 'pass') return 'stop';
  if (forged.includes(signed?.standing) || forged.includes(pass?.standing)) return 'stop';
  if (proposal !== null || (signed !== null && signed.standing !== 'verified')) return 'look';
  return seenAgain !== null || person.likeness === 'doubtful' ? 'look' : 'ready';
};

/** Tells by ear and by hand what each person's codes mean, once as they are read and again as it changes. */
export const useSignals = (assessments: readonly Assessment[]): void => {
  const { db } = useServices().tablet;
  const isSilent = useLiveQuery(
    db,
    async (live) => (await readSetting(live, 'sound')) === 'off',
    [],
    true,
  );
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
