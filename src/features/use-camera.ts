import { useEffect, useState } from 'react';
import type { CameraControls } from '../platform/qr/camera-controls.ts';
import type { CameraFault } from '../platform/qr/qr-camera.ts';
import type { Sighting } from '../platform/qr/qr-decoder.ts';
import type { QrWish } from '../platform/qr/qr-worker.ts';

export type CameraState = 'starting' | 'watching' | CameraFault['code'];

type CameraUse = {
  /** Null: the one that looks away from the officer. */
  cameraId: string | null;
  onOpen: () => void;
  onSighting: (sighting: Sighting) => void;
  /** What codes are read for; absent: the texts that people show. */
  wish?: QrWish;
};

/** The camera lives as long as the screen; what it reads is handed over each time. */
export const useCamera = (
  elementId: string,
  { cameraId, onOpen, onSighting, wish = 'texts' }: CameraUse,
): { state: CameraState; controls: CameraControls; reopen: () => void } => {
  const [state, setState] = useState<CameraState>('starting');
  const [controls, setControls] = useState<CameraControls>({});
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    let close = () => {};
    const open = async () => {
      const { openQrCamera } = await import('../platform/qr/qr-camera.ts');
      if (!current) return;
      const camera = openQrCamera(elementId, cameraId, onSighting, wish);
      close = camera.close;
      const opened = await camera.opened;
      if (!current) return;
      if (opened.ok) onOpen();
      setControls(opened.ok ? opened.value : {});
      setState(opened.ok ? 'watching' : opened.error.code);
    };
    open().catch(() => {
      if (current) setState('camera/busy');
    });
    return () => {
      current = false;
      close();
    };
  }, [elementId, cameraId, onOpen, onSighting, wish, attempt]);
  return {
    state,
    controls,
    reopen: () => {
      setState('starting');
      setAttempt(attempt + 1);
    },
  };
};
