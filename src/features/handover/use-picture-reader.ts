import { useCallback, useRef, useState } from 'react';
import { createPictureReader, type PictureReader } from '#domain/carry/picture-run.ts';
import type { Sighting } from '../../platform/qr/qr-decoder.ts';

/** What was read of a file so far outlives the screen: an interruption costs nothing. */
let reading: PictureReader = createPictureReader();

export type Gathered = {
  readonly have: number;
  readonly need: number;
  /** What the camera sees is of another file. */
  readonly isOther: boolean;
  /** Enough was there, and it was not the file. */
  readonly isDamaged: boolean;
};

const gatheredOf = (outcome: { isOther: boolean; isDamaged: boolean }): Gathered => ({
  have: reading.have(),
  need: reading.need(),
  ...outcome,
});

const calm = { isOther: false, isDamaged: false };

/** Gathers the frames that the camera sees. @param onFile told once of each file that is whole */
export const usePictureReader = (
  onFile: (bytes: Uint8Array<ArrayBuffer>) => void,
): {
  readonly gathered: Gathered;
  readonly onSighting: (sighting: Sighting) => void;
  /** Forgets what was read and begins with whatever is seen next. */
  readonly beginAnew: () => void;
} => {
  const [gathered, setGathered] = useState(() => gatheredOf(calm));
  const isTold = useRef(false);
  const onSighting = useCallback(
    ({ codes }: Sighting) => {
      for (const code of codes) {
        const outcome = reading.offer(code);
        if (outcome === 'none' || outcome === 'known') continue;
        setGathered(gatheredOf({ isOther: outcome === 'other', isDamaged: outcome === 'damaged' }));
        const file = outcome === 'whole' ? reading.file() : null;
        if (file === null || isTold.current) continue;
        isTold.current = true;
        onFile(file);
      }
    },
    [onFile],
  );
  const beginAnew = useCallback(() => {
    reading = createPictureReader();
    isTold.current = false;
    setGathered(gatheredOf(calm));
  }, []);
  return { gathered, onSighting, beginAnew };
};
