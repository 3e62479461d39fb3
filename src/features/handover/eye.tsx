import { useEffect, type ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import type { Sighting } from '../../platform/qr/qr-decoder.ts';
import { keepScreenAwake } from '../../platform/wake-lock.ts';
import { readSetting } from '../../store/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import { useCamera } from '../use-camera.ts';
import { useLiveQuery } from '../use-live-query.ts';
import styles from './hand-over-screen.module.css';

const viewId = 'handover-camera';
const doNothing = () => undefined;

type EyeProps = {
  wish: 'texts' | 'bytes';
  onSighting: (sighting: Sighting) => void;
  onClose: () => void;
  /** What is said of it while it watches. */
  children: ReactNode;
};

/** The camera, for what another tablet shows. */
export const Eye = ({ wish, onSighting, onClose, children }: EyeProps) => {
  const say = useWords();
  const { tablet } = useServices();
  const cameraId = useLiveQuery(
    tablet.db,
    async (live) => (await readSetting(live, 'camera')) ?? null,
    [],
    null,
  );
  const { state, reopen } = useCamera(viewId, { cameraId, onOpen: doNothing, onSighting, wish });
  useEffect(keepScreenAwake, []);
  const isOpen = state === 'starting' || state === 'watching';
  return (
    <div className={styles.eye}>
      <div id={viewId} className={styles.view} />
      <div className={styles.beside}>
        {state === 'starting' && <p>{say('scan.starting')}</p>}
        {!isOpen && (
          <>
            <Note tone="warn">{say(state)}</Note>
            <Button onClick={reopen}>{say('scan.camera.retry')}</Button>
          </>
        )}
        {state === 'watching' && children}
        <Button onClick={onClose}>{say('handover.eye.close')}</Button>
      </div>
    </div>
  );
};
