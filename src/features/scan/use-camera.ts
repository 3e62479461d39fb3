import { useEffect, useState } from 'react';
import type { CameraFault, OpenCamera } from '../../platform/qr/qr-camera.ts';

export type CameraState = 'starting' | 'watching' | CameraFault['code'];

/** The camera lives as long as the screen; what it reads is handed over each time. */
export const useCamera = (
  elementId: string,
  onText: (text: string) => void,
): { state: CameraState; reopen: () => void } => {
  const [state, setState] = useState<CameraState>('starting');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    let open: OpenCamera | null = null;
    void import('../../platform/qr/qr-camera.ts')
      .then(({ openQrCamera }) => openQrCamera(elementId, onText))
      .then((opened) => {
        if (opened.ok && !current) void opened.value.close();
        if (!current) return;
        if (opened.ok) open = opened.value;
        setState(opened.ok ? 'watching' : opened.error.code);
      });
    return () => {
      current = false;
      void open?.close();
    };
  }, [elementId, onText, attempt]);
  return {
    state,
    reopen: () => {
      setState('starting');
      setAttempt(attempt + 1);
    },
  };
};
