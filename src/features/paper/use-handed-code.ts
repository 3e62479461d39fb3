import { useEffect, useEffectEvent } from 'react';
import { takeHandedCode, type CodeForSheet } from '../code-for-sheet.ts';
import type { AfterPicture } from './use-after-picture.ts';

/** A code that was read by the camera for this sheet, once the sheet is on the screen. */
export const useHandedCode = (
  draftId: string,
  { later }: AfterPicture,
  onCode: (code: CodeForSheet) => void,
): void => {
  const tell = useEffectEvent(onCode);
  useEffect(() => {
    const code = takeHandedCode(draftId);
    if (code !== null) later(() => tell(code));
  }, [draftId, later]);
};
