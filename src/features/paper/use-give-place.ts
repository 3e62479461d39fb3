import { useEffect, useEffectEvent } from 'react';
import { useCameBack } from './came-back.ts';
import type { OpenDraft } from './open-draft.ts';

/** A sheet that came back takes the place of a blank one by itself, and of none that is begun or was asked for. */
export const useGivePlace = (
  { asked }: OpenDraft,
  isBegun: () => boolean,
  onCameBack: (sheet: OpenDraft) => void,
): void => {
  const cameBack = useCameBack();
  const give = useEffectEvent((sheet: OpenDraft) => {
    if (asked === undefined && !isBegun()) onCameBack(sheet);
  });
  useEffect(() => {
    if (cameBack !== null) give(cameBack);
  }, [cameBack]);
};
