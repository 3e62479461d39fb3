import { Html5Qrcode, Html5QrcodeSupportedFormats } from 'html5-qrcode';
import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { openQrDecoder } from './qr-decoder.ts';

export type CameraFault = Answer<'camera/refused' | 'camera/missing' | 'camera/busy'>;

const lookEveryMs = 100;
/** html5-qrcode owns the camera and its page; its own decoder reads less and is left asleep. */
const ownDecoderFps = 0.001;

/** html5-qrcode throws strings and DOMExceptions alike; the exception's name is in both. */
const errorToFault = (error: unknown): CameraFault => {
  const text = String(error);
  if (/NotAllowed|Permission/i.test(text)) return { code: 'camera/refused' };
  if (/NotFound|Overconstrained|not found|no camera/i.test(text)) return { code: 'camera/missing' };
  return { code: 'camera/busy' };
};

// One camera, one user: `stop()` before `start()` has resolved leaves the camera on
// (mebjas/html5-qrcode #830), so each start and stop waits for the one before.
let turn: Promise<unknown> = Promise.resolve();
const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
  const next = turn.then(work);
  turn = next.catch(() => undefined);
  return next;
};

/** Looks at frame after frame at the camera's own resolution until stopped. @returns stop */
const watchFrames = (video: HTMLVideoElement, onText: (text: string) => void): (() => void) => {
  const decoder = openQrDecoder();
  let stopped = false;
  const lookOnce = async () => {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    const text = await decoder.read(await createImageBitmap(video));
    if (text !== null && !stopped) onText(text);
  };
  const lookOn = async () => {
    while (!stopped) {
      await lookOnce().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  };
  void lookOn();
  return () => {
    stopped = true;
    decoder.close();
  };
};

export type QrCamera = {
  /** Settles when the picture is on the screen, or says why there is none. */
  readonly opened: Promise<Result<void, CameraFault>>;
  readonly close: () => void;
};

/** Shows the rear camera inside an element and tells every text that a code says, again and again. */
export const openQrCamera = (elementId: string, onText: (text: string) => void): QrCamera => {
  let closed = false;
  let leave = async (): Promise<void> => undefined;
  const start = async (): Promise<Result<void, CameraFault>> => {
    const element = document.getElementById(elementId);
    if (closed || !element) return ok(undefined);
    const page = new Html5Qrcode(elementId, {
      formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
      verbose: false,
    });
    try {
      const settings = { fps: ownDecoderFps, disableFlip: true };
      await page.start({ facingMode: 'environment' }, settings, onText, () => undefined);
    } catch (error) {
      return fail(errorToFault(error));
    }
    const video = element.querySelector('video');
    const stopWatching = video ? watchFrames(video, onText) : () => undefined;
    leave = async () => {
      stopWatching();
      await page.stop();
      page.clear();
    };
    return ok(undefined);
  };
  return {
    opened: inTurn(start),
    close: () => {
      closed = true;
      void inTurn(() => leave());
    },
  };
};

/** The text of the code in a picture file; null when there is none or the file is no picture. */
export const readQrFromImage = async (file: File): Promise<string | null> => {
  const decoder = openQrDecoder();
  try {
    return await decoder.read(await createImageBitmap(file));
  } catch {
    return null;
  } finally {
    decoder.close();
  }
};
