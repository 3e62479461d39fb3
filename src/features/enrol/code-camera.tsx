import { useCallback, useState } from 'react';
import { qrTextToEnrolCode } from '#protocol/administration.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Sighting } from '../../platform/qr/qr-decoder.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useCamera } from '../use-camera.ts';
import styles from './enrol-screen.module.css';

const viewId = 'enrol-camera';
const doNothing = () => undefined;

type CodeCameraProps = { onCode: (code: string) => void; onClose: () => void };

/** Reads the code that the administrator shows; any other code in the picture is said not to be one. */
export const CodeCamera = ({ onCode, onClose }: CodeCameraProps) => {
  const say = useWords();
  const [isOther, setOther] = useState(false);
  const read = useCallback(
    ({ texts }: Sighting) => {
      if (texts.length === 0) return;
      const [code = null] = texts.map(qrTextToEnrolCode).filter((one) => one !== null);
      setOther(code === null);
      if (code !== null) onCode(code);
    },
    [onCode],
  );
  const { state, reopen } = useCamera(viewId, {
    cameraId: null,
    onOpen: doNothing,
    onSighting: read,
  });
  const isOpen = state === 'starting' || state === 'watching';
  return (
    <div className={styles.camera}>
      <div id={viewId} className={styles.view} />
      <p aria-live="polite">
        {state === 'starting' && say('scan.starting')}
        {state === 'watching' && say(isOther ? 'enrol.scan.other' : 'scan.aim')}
      </p>
      {!isOpen && (
        <>
          <Note tone="warn">{say(state)}</Note>
          <Button onClick={reopen}>{say('scan.camera.retry')}</Button>
        </>
      )}
      <Button onClick={onClose}>{say('enrol.scan.close')}</Button>
    </div>
  );
};
