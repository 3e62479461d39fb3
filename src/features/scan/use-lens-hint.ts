import { useCallback, useRef, useState } from 'react';
import type { Sighting } from '../../platform/qr/qr-decoder.ts';
import { useServices } from '../services.ts';
import { beginLensWatch, lensHint, noteFrame, type LensHint } from './lens-hint.ts';

/** Why nothing is read, as the last frames tell it. */
export const useLensHint = (): {
  hint: LensHint;
  noteSighting: (sighting: Sighting) => void;
} => {
  const { clock } = useServices().tablet;
  const [hint, setHint] = useState<LensHint>(null);
  const watch = useRef(beginLensWatch(clock.monoMs()));
  const noteSighting = useCallback(
    (sighting: Sighting) => {
      const nowMs = clock.monoMs();
      watch.current = noteFrame(watch.current, sighting, nowMs);
      setHint(lensHint(watch.current, nowMs));
    },
    [clock],
  );
  return { hint, noteSighting };
};
