import { Html5Qrcode, Html5QrcodeSupportedFormats } from 'html5-qrcode';
import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';

export type CameraFault = Answer<'camera/refused' | 'camera/missing' | 'camera/busy'>;

const framesPerSecond = 10;

/** html5-qrcode throws strings and DOMExceptions alike; the exception's name is in both. */
const errorToFault = (error: unknown): CameraFault => {
  const text = String(error);
  if (/NotAllowed|Permission/i.test(text)) return { code: 'camera/refused' };
  if (/NotFound|Overconstrained|not found|no camera/i.test(text)) return { code: 'camera/missing' };
  return { code: 'camera/busy' };
};

const readerAt = (elementId: string): Html5Qrcode =>
  new Html5Qrcode(elementId, {
    formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
    useBarCodeDetectorIfSupported: false,
    verbose: false,
  });

// One camera, one user: `stop()` before `start()` has resolved leaves the camera on
// (mebjas/html5-qrcode #830), so each start and stop waits for the one before.
let turn: Promise<unknown> = Promise.resolve();
const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
  const next = turn.then(work);
  turn = next.catch(() => undefined);
  return next;
};

export type OpenCamera = { readonly close: () => Promise<void> };

/** Shows the rear camera inside an element and tells every text that a code says, again and again. */
export const openQrCamera = (
  elementId: string,
  onText: (text: string) => void,
): Promise<Result<OpenCamera, CameraFault>> =>
  inTurn(async () => {
    const reader = readerAt(elementId);
    try {
      await reader.start(
        { facingMode: 'environment' },
        { fps: framesPerSecond, disableFlip: true },
        (text) => onText(text),
        () => undefined,
      );
    } catch (error) {
      return fail(errorToFault(error));
    }
    return ok({
      close: () =>
        inTurn(async () => {
          await reader.stop();
          reader.clear();
        }),
    });
  });

/** The text of the code in a picture, or null when none is found. */
export const readQrFromImage = async (elementId: string, image: File): Promise<string | null> => {
  try {
    const result = await readerAt(elementId).scanFileV2(image, false);
    return result.decodedText;
  } catch {
    return null;
  }
};
