/// <reference lib="webworker" />
import { prepareZXingModule } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { createCodeReader, readBytes, type Pixels } from './code-reader.ts';

/** What codes are read for: the texts that people show, or the frames of a file that another tablet shows. */
export type QrWish = 'texts' | 'bytes';

/** A picture to look at for so long; the answer carries the same `id`. */
export type QrQuestion = {
  readonly wish: QrWish;
  readonly id: number;
  readonly image: ImageBitmap | VideoFrame;
  readonly budgetMs: number;
};
export type QrSeen = {
  readonly id: number;
  readonly texts: readonly string[];
  /** Only where bytes were wished for; then there are no texts. */
  readonly codes: readonly Uint8Array[];
  /** Mean brightness, 0 to 255: tells a dark tent from a code that is not there. */
  readonly brightness: number;
};
export type QrAnswer = QrSeen | { readonly id: number; readonly failed: true };

declare const self: DedicatedWorkerGlobalScope;

// From our own origin, precached: the library would fetch it from another host.
const ready = prepareZXingModule({
  overrides: { locateFile: () => wasmUrl },
  fireImmediately: true,
});
const reader = createCodeReader(() => performance.now());
/** One canvas for all frames: a new one each time is what a browser is slowest to give back. */
const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { willReadFrequently: true });

const sizeOf = (image: QrQuestion['image']): { width: number; height: number } =>
  'displayWidth' in image
    ? { width: image.displayWidth, height: image.displayHeight }
    : { width: image.width, height: image.height };

const pixelsOf = (image: QrQuestion['image']): ImageData | null => {
  const { width, height } = sizeOf(image);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context?.drawImage(image, 0, 0);
  image.close();
  return context?.getImageData(0, 0, canvas.width, canvas.height) ?? null;
};

/** Of every thousandth pixel. */
const brightnessOf = ({ data }: Pixels): number => {
  let sum = 0;
  let count = 0;
  for (let at = 1; at < data.length; at += 4_000) {
    sum += data[at] ?? 0;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
};

const look = async ({ id, wish, image, budgetMs }: QrQuestion): Promise<QrAnswer> => {
  await ready;
  const pixels = pixelsOf(image);
  if (!pixels) return { id, failed: true };
  const brightness = brightnessOf(pixels);
  return wish === 'texts'
    ? { id, texts: await reader.read(pixels, budgetMs), codes: [], brightness }
    : { id, texts: [], codes: await readBytes(pixels), brightness };
};

self.addEventListener('message', (event: MessageEvent<QrQuestion>) => {
  const failed: QrAnswer = { id: event.data.id, failed: true };
  look(event.data).then(
    (answer) => self.postMessage(answer),
    () => self.postMessage(failed),
  );
});
