import { openQrDecoder, type Sighting } from './qr-decoder.ts';
import type { QrWish } from './qr-worker.ts';

/** Beside the look at the frame as it is; a code held up for 200 ms is still met by one look. */
const treatmentBudgetMs = 90;
const beatMs = 1_000;
/** A slow tablet needs about half of it to load its reader; an officer waits no longer before a dead picture. */
const stalledAfterBeats = 8;

export type FrameWatch = {
  readonly onSighting: (sighting: Sighting) => void;
  /** No frame could be looked at for several seconds: the film stands, or what reads it is broken. Told once. */
  readonly onStalled: () => void;
  readonly wish: QrWish;
};

/** Resolves when the camera has a new picture; a hidden page has none. */
const nextFrame = (video: HTMLVideoElement): Promise<void> =>
  new Promise((resolve) => {
    video.requestVideoFrameCallback(() => resolve());
  });

/** The picture that is on the screen; where the browser can, without a copy on the screen's thread. */
const takeFrame = async (video: HTMLVideoElement): Promise<VideoFrame | ImageBitmap> =>
  'VideoFrame' in globalThis ? new VideoFrame(video) : createImageBitmap(video);

/** Looks at frame after frame at the camera's own resolution until stopped. @returns stop */
export const watchFrames = (
  video: HTMLVideoElement,
  { onSighting, onStalled, wish }: FrameWatch,
): (() => void) => {
  const decoder = openQrDecoder();
  let stopped = false;
  let beatsWithoutLook = 0;
  const lookOn = async () => {
    while (!stopped) {
      await nextFrame(video);
      const sighting = await takeFrame(video)
        .then((image) => decoder.read(image, treatmentBudgetMs, wish))
        // A frame that is gone before it was taken is followed by the next one.
        .catch(() => null);
      if (sighting === null || stopped) continue;
      beatsWithoutLook = 0;
      onSighting(sighting);
    }
  };
  const beat = setInterval(() => {
    beatsWithoutLook = document.visibilityState === 'hidden' ? 0 : beatsWithoutLook + 1;
    if (beatsWithoutLook < stalledAfterBeats) return;
    clearInterval(beat);
    onStalled();
  }, beatMs);
  void lookOn();
  return () => {
    stopped = true;
    clearInterval(beat);
    decoder.close();
  };
};
