import { useEffect, useState } from 'react';
import type { CameraFault } from '../platform/qr/qr-camera.ts';

export type CameraState = 'starting' | 'watching' | CameraFault['code'];

/** The camera lives as long as the screen; what it reads is handed over each time. */
export const useCamera = (
  elementId: string,
  { onOpen, onText }: { onOpen: () => void; onText: (text: string) => void },
): { state: CameraState; reopen: () => void } => {
  const [state, setState] = useState<CameraState>('starting');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    let close = () => {};
    const open = async () => {
      const { openQrCamera } = await import('../platform/qr/qr-camera.ts');
      if (!current) return;
      const camera = openQrCamera(elementId, onText);
      close = camera.close;
      const opened = await camera.opened;
      if (!current) return;
      if (opened.ok) onOpen();
      setState(opened.ok ? 'watching' : opened.error.code);
    };
    open().catch(() => {
      if (current) setState('camera/busy');
    });
    return () => {
      current = false;
      close();
    };
  }, [elementId, onOpen, onText, attempt]);
  return {
    state,
    reopen: () => {
      setState('starting');
      setAttempt(attempt + 1);
    },
  };
};
