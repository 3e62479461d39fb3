/// <reference types="vite/client" />
import { Html5Qrcode, Html5QrcodeSupportedFormats } from 'html5-qrcode';
import jsQr from 'jsqr';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { createCodeReader } from '../../src/platform/qr/code-reader.ts';
import { filmScene, scenesOf, type CorpusPicture } from '../support/qr-corpus/corpus.ts';

/** The treatments of one picture take a tenth of a second here; nothing is cut short. */
const unhurriedMs = 2_000;

const ready = prepareZXingModule({
  overrides: { locateFile: () => wasmUrl },
  fireImmediately: true,
});

const otherReader = new Html5Qrcode('other-reader', {
  formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
  useBarCodeDetectorIfSupported: false,
  verbose: false,
});

const toImageData = ({ width, height, luma }: CorpusPicture): ImageData => {
  const pixels = new ImageData(width, height);
  for (const [at, value] of luma.entries()) {
    pixels.data.fill(value, 4 * at, 4 * at + 3);
    pixels.data[4 * at + 3] = 255;
  }
  return pixels;
};

const canvas = new OffscreenCanvas(1, 1);
const drawOn = (image: ImageData | ImageBitmap): OffscreenCanvasRenderingContext2D => {
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  if (image instanceof ImageData) context.putImageData(image, 0, 0);
  else context.drawImage(image, 0, 0);
  return context;
};

/** A real JPEG where the scene asks for one. */
const develop = async (picture: CorpusPicture): Promise<ImageData> => {
  const raw = toImageData(picture);
  if (picture.jpegQuality === null) return raw;
  drawOn(raw);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: picture.jpegQuality });
  const image = await createImageBitmap(blob);
  return drawOn(image).getImageData(0, 0, image.width, image.height);
};

const toFile = async (pixels: ImageData): Promise<File> => {
  drawOn(pixels);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], 'code.png');
};

type Read = (frame: ImageData) => Promise<readonly string[]>;

const others: Record<'html5-qrcode' | 'jsqr' | 'zxing-wasm', Read> = {
  'html5-qrcode': async (frame) => {
    try {
      return [(await otherReader.scanFileV2(await toFile(frame), false)).decodedText];
    } catch {
      return [];
    }
  },
  jsqr: async ({ data, width, height }) => {
    const found = jsQr(data, width, height, { inversionAttempts: 'attemptBoth' });
    return found ? [new TextDecoder().decode(Uint8Array.from(found.binaryData))] : [];
  },
  'zxing-wasm': async (frame) =>
    (await readBarcodes(frame, { formats: ['QRCode'] })).map(({ text }) => text),
};

const product = (): Read => {
  const reader = createCodeReader(() => performance.now());
  return (frame) => reader.read(frame, unhurriedMs);
};

export type DecoderName = keyof typeof others | 'chot';
export type SceneReading = {
  readonly category: string;
  readonly jpeg: boolean;
  /** By decoder: read on the first frame, read on any of three, texts that are not the code's. */
  readonly byDecoder: Record<
    DecoderName,
    { readonly first: boolean; readonly any: boolean; readonly wrong: number; readonly ms: number }
  >;
};

const readWith = async (read: Read, frames: readonly ImageData[], text: string) => {
  let first = false;
  let any = false;
  let wrong = 0;
  const startedAt = performance.now();
  let firstMs = 0;
  for (const [index, frame] of frames.entries()) {
    const texts = await read(frame);
    const isRight = texts.includes(text);
    if (index === 0) {
      first = isRight;
      firstMs = performance.now() - startedAt;
    }
    any ||= isRight;
    wrong += texts.filter((one) => one !== text).length;
  }
  return { first, any, wrong, ms: firstMs };
};

/** Runs inside the browser: the corpus, read by the product and by others, picture by picture. */
const scanPage = {
  scenes: (seed: number, perCategory: number): number => scenesOf(seed, perCategory).length,
  read: async (seed: number, perCategory: number, index: number): Promise<SceneReading> => {
    await ready;
    const scene = scenesOf(seed, perCategory)[index];
    if (!scene) throw new RangeError('no such scene');
    const frames: ImageData[] = [];
    for (const picture of filmScene(scene, seed * 1_000 + index, 3)) {
      frames.push(await develop(picture));
    }
    return {
      category: scene.category,
      jpeg: scene.jpegQuality !== null,
      byDecoder: {
        chot: await readWith(product(), frames, scene.text),
        'html5-qrcode': await readWith(others['html5-qrcode'], frames, scene.text),
        jsqr: await readWith(others.jsqr, frames, scene.text),
        'zxing-wasm': await readWith(others['zxing-wasm'], frames, scene.text),
      },
    };
  },
};

export type ScanPage = typeof scanPage;
Object.assign(globalThis, { scanPage });
