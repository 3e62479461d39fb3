import { Html5Qrcode, Html5QrcodeSupportedFormats } from 'html5-qrcode';
import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { takeControls, type CameraControls } from './camera-controls.ts';
import { openQrDecoder } from './qr-decoder.ts';
import { watchFrames, type FrameWatch } from './watch-frames.ts';

export type CameraFault = Answer<
  'camera/refused' | 'camera/missing' | 'camera/busy' | 'camera/stalled'
>;

/** A picture from a file is looked at in every way there is. */
const pictureBudgetMs = 4_000;
/** html5-qrcode owns the camera and its page; its own decoder reads less and is left asleep. */
const ownDecoderFps = 0.001;
/** Full resolution: a dense code in the hand of somebody on a motorbike is small in the frame. */
const wishedFrame = { width: { ideal: 1920 }, height: { ideal: 1080 } };

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

export type QrCamera = {
  /** Settles when the picture is on the screen, or says why there is none. */
  readonly opened: Promise<Result<CameraControls, CameraFault>>;
  readonly close: () => void;
};

/**
 * Shows a camera inside an element and tells what each of its frames holds.
 * @param cameraId null: the one that looks away from the officer
 */
export const openQrCamera = (
  elementId: string,
  cameraId: string | null,
  watch: FrameWatch,
): QrCamera => {
  let closed = false;
  let leave = async (): Promise<void> => undefined;
  const start = async (): Promise<Result<CameraControls, CameraFault>> => {
    const element = document.getElementById(elementId);
    if (closed || !element) return ok({});
    const page = new Html5Qrcode(elementId, {
      formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
      verbose: false,
    });
    const which = cameraId === null ? { facingMode: 'environment' } : { deviceId: cameraId };
    try {
      await page.start(
        which,
        { fps: ownDecoderFps, disableFlip: true, videoConstraints: { ...which, ...wishedFrame } },
        () => undefined,
        () => undefined,
      );
    } catch (error) {
      return fail(errorToFault(error));
    }
    const video = element.querySelector('video');
    const [track] = video?.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks() : [];
    const stopWatching = video ? watchFrames(video, watch) : () => undefined;
    leave = async () => {
      stopWatching();
      await page.stop();
      page.clear();
    };
    return ok(track ? takeControls(track) : {});
  };
  return {
    opened: inTurn(start),
    close: () => {
      if (closed) return;
      closed = true;
      void inTurn(() => leave());
    },
  };
};

/** A telephone's photograph has far more pixels than its code needs, and noise in each of them. */
const longestSidePx = 1_600;

/** The picture at a size where treatments work best, and as it is if that is larger. */
const sizesOf = async (file: File): Promise<readonly ImageBitmap[]> => {
  const whole = await createImageBitmap(file);
  const factor = longestSidePx / Math.max(whole.width, whole.height);
  if (factor >= 1) return [whole];
  const resizeWidth = Math.round(whole.width * factor);
  return [await createImageBitmap(whole, { resizeWidth, resizeQuality: 'high' }), whole];
};

/** The texts of the codes in a picture file; none when there is none or the file is no picture. */
export const readQrFromImage = async (file: File): Promise<readonly string[]> => {
  const decoder = openQrDecoder();
  try {
    for (const image of await sizesOf(file)) {
      const seen = await decoder.read(image, pictureBudgetMs);
      if (seen !== null && seen.texts.length > 0) return seen.texts;
    }
    return [];
  } catch {
    return [];
  } finally {
    decoder.close();
  }
};
