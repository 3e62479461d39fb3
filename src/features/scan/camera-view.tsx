import { Flashlight, ImageUp, SwitchCamera, ZoomIn } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { changeCamera } from '../../actions/change-setting.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { CameraControls } from '../../platform/qr/camera-controls.ts';
import type { Sighting } from '../../platform/qr/qr-decoder.ts';
import { keepScreenAwake } from '../../platform/wake-lock.ts';
import { readSetting } from '../../store/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import styles from './camera-view.module.css';
import { useCamera } from '../use-camera.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { useLensHint } from './use-lens-hint.ts';

const viewId = 'scan-camera';
const zoomStep = 1.5;

/** What an officer has set, and on which camera: one that is opened anew begins without. */
type Tuning = {
  readonly controls: CameraControls | null;
  readonly isLit: boolean;
  readonly zoom: number;
};
const untuned: Tuning = { controls: null, isLit: false, zoom: 1 };

type CameraViewProps = {
  onOpen: () => void;
  onTexts: (texts: readonly string[]) => void;
  onPicture: (picture: File) => void;
};

/** The one eye: the camera's picture, why it may see nothing, and its tools. */
export const CameraView = ({ onOpen, onTexts, onPicture }: CameraViewProps) => {
  const say = useWords();
  const { tablet } = useServices();
  const fileInput = useRef<HTMLInputElement>(null);
  const [tuned, setTuned] = useState<Tuning>(untuned);
  const { hint, noteSighting } = useLensHint();
  const cameraId = useLiveQuery(
    tablet.db,
    async (live) => (await readSetting(live, 'camera')) ?? null,
    [],
    null,
  );
  const onSighting = useCallback(
    (sighting: Sighting) => {
      noteSighting(sighting);
      if (sighting.texts.length > 0) onTexts(sighting.texts);
    },
    [noteSighting, onTexts],
  );
  const { state, controls, reopen } = useCamera(viewId, { cameraId, onOpen, onSighting });
  const isWatching = state === 'watching';
  const { isLit, zoom } = tuned.controls === controls ? tuned : untuned;
  useEffect(keepScreenAwake, []);

  const switchLight = async () => {
    await controls.torch?.(!isLit);
    setTuned({ controls, isLit: !isLit, zoom });
  };
  const zoomOn = async () => {
    if (!controls.zoom) return;
    const { min, max, set } = controls.zoom;
    const next = zoom * zoomStep > max ? min : zoom * zoomStep;
    await set(next);
    setTuned({ controls, isLit, zoom: next });
  };
  const nextCamera = async () => {
    const { listCameras } = await import('../../platform/qr/camera-controls.ts');
    const cameras = await listCameras();
    const at = cameras.findIndex(({ id }) => id === cameraId);
    const next = cameras[(at + 1) % cameras.length];
    if (next) await changeCamera(tablet, next.id);
  };

  return (
    <section className={styles.camera} aria-label={say('scan.title')}>
      <div id={viewId} className={styles.view} />
      <p className={styles.aim} aria-live="polite">
        {state === 'starting' && say('scan.starting')}
        {isWatching && say(hint === null ? 'scan.aim' : `scan.hint.${hint}`)}
      </p>
      {state !== 'starting' && !isWatching && (
        <div className={styles.fault}>
          <Note tone="warn">{say(state)}</Note>
          <Button onClick={reopen}>{say('scan.camera.retry')}</Button>
        </div>
      )}
      <div className={styles.tools}>
        {controls.torch && (
          <Button aria-pressed={isLit} onClick={() => void switchLight()}>
            <Flashlight size={22} aria-hidden="true" />
            {say('scan.torch')}
          </Button>
        )}
        {controls.zoom && (
          <Button onClick={() => void zoomOn()}>
            <ZoomIn size={22} aria-hidden="true" />
            {say('scan.zoom')}
          </Button>
        )}
        <Button onClick={() => void nextCamera()}>
          <SwitchCamera size={22} aria-hidden="true" />
          {say('scan.camera.other')}
        </Button>
        <Button onClick={() => fileInput.current?.click()}>
          <ImageUp size={22} aria-hidden="true" />
          {say('scan.file')}
        </Button>
      </div>
      <input
        ref={fileInput}
        type="file"
        accept="image/*"
        hidden
        aria-label={say('scan.file')}
        onChange={(event) => {
          const [picture] = event.target.files ?? [];
          event.target.value = '';
          if (picture) onPicture(picture);
        }}
      />
    </section>
  );
};
