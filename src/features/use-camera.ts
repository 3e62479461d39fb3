import { useEffect, useRef, useState } from 'react';
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

/** So often a camera that stands still is opened anew before the officer is told. */
const reopenedAtMost = 1;
/** After so long without a stop it may be opened anew again: one that gives a picture at each opening and then none is no eye. */
const wellAfterMs = 60_000;

/** The camera lives as long as the screen; what it reads is handed over each time [SCAN-4]. */
export const useCamera = (
  elementId: string,
  { cameraId, onOpen, onSighting, wish = 'texts' }: CameraUse,
): { state: CameraState; controls: CameraControls; reopen: () => void } => {
  const [state, setState] = useState<CameraState>('starting');
  const [controls, setControls] = useState<CameraControls>({});
  const [attempt, setAttempt] = useState(0);
  const stalls = useRef(0);
  useEffect(() => {
    let current = true;
    let close = () => {};
    const fail = (code: CameraFault['code']) => {
      if (!current) return;
      close();
      setState(code);
    };
    const onStalled = () => {
      if (!current) return;
      stalls.current += 1;
      if (stalls.current > reopenedAtMost) {
        fail('camera/stalled');
        return;
      }
      setState('starting');
      setAttempt((count) => count + 1);
    };
    const isWell = setTimeout(() => {
      stalls.current = 0;
    }, wellAfterMs);
    const open = async () => {
      const { openQrCamera } = await import('../platform/qr/qr-camera.ts');
      if (!current) return;
      const camera = openQrCamera(elementId, cameraId, { onSighting, onStalled, wish });
      close = camera.close;
      const opened = await camera.opened;
      if (!current) return;
      if (opened.ok) onOpen();
      setControls(opened.ok ? opened.value : {});
      setState(opened.ok ? 'watching' : opened.error.code);
    };
    open().catch(() => fail('camera/busy'));
    return () => {
      current = false;
      clearTimeout(isWell);
      close();
    };
  }, [elementId, cameraId, onOpen, onSighting, wish, attempt]);
  return {
    state,
    controls,
    reopen: () => {
      stalls.current = 0;
      setState('starting');
      setAttempt(attempt + 1);
    },
  };
};
