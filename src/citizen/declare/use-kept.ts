import { useCallback, useEffect, useState } from 'preact/hooks';
import { systemClock } from '../../platform/clock.ts';
import { readKept, whenKeptElsewhere, writeKept, type Kept } from './kept.ts';

export type ChangeKept = (change: (kept: Kept) => Kept) => void;

/** What this telephone keeps, kept again with every change. */
export const useKept = () => {
  const [kept, setKept] = useState<Kept>(() => readKept(systemClock.wallMs()));
  const [isLasting, setLasting] = useState(true);
  const change: ChangeKept = useCallback((toNext) => {
    setKept((before) => {
      const next = toNext(before);
      setLasting(writeKept(next));
      return next;
    });
  }, []);
  useEffect(() => whenKeptElsewhere(() => setKept(readKept(systemClock.wallMs()))), []);
  return { kept, isLasting, change };
};
