import { readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import { ladder, type Rung } from './treatment-ladder.ts';
import type { GreyPicture } from './treatments.ts';

/** Red, green, blue and opacity of every pixel, row by row. */
export type Pixels = Pick<ImageData, 'data' | 'width' | 'height'>;

export type CodeReader = {
  /** The texts of the codes in a picture, at most four; empty when none was found in time. */
  readonly read: (pixels: Pixels, budgetMs: number) => Promise<readonly string[]>;
};

/** So many missed frames in a row, and one treatment is tried whatever it takes. */
const patientFrames = 3;

/**
 * Looks at each picture as it is and, when nothing is found, through treatment after treatment while
 * the time lasts; the next picture goes on where this one stopped. How long a treatment takes is
 * learned as it goes, so that a slow tablet tries fewer a frame and its camera never stands still.
 */
export const createCodeReader = (monoMs: () => number): CodeReader => {
  const costMs = new Map<Rung, number>();
  let nextRung = 0;
  let missedWithoutRung = 0;

  const climb = async (grey: GreyPicture, endMs: number): Promise<readonly string[]> => {
    for (let tried = 0; tried < ladder.length; tried += 1) {
      const rung = ladder[nextRung];
      if (rung === undefined) return [];
      const startMs = monoMs();
      const isDue = tried === 0 && missedWithoutRung >= patientFrames;
      if (!isDue && startMs + (costMs.get(rung) ?? 0) > endMs) {
        if (tried === 0) missedWithoutRung += 1;
        return [];
      }
      missedWithoutRung = 0;
      nextRung = (nextRung + 1) % ladder.length;
      const texts = await decode(toPixels(rung.treat(grey)), rung.isBinary);
      costMs.set(rung, (monoMs() - startMs + (costMs.get(rung) ?? monoMs() - startMs)) / 2);
      if (texts.length > 0) return texts;
    }
    return [];
  };

  return {
    read: async (pixels, budgetMs) => {
      const endMs = monoMs() + budgetMs;
      const texts = await decode(pixels);
      return texts.length > 0 ? texts : climb(toGrey(pixels), endMs);
    },
  };
};

/** `QRCodeModel2` without Micro QR: two false reads in 1,200 damaged codes came from Micro QR, none from it. */
const options: ReaderOptions = {
  formats: ['QRCodeModel2'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  // More than one costs nothing (6 ms a frame either way), and a family shows several.
  maxNumberOfSymbols: 4,
};

const decode = async (pixels: Pixels, isBinary = false): Promise<readonly string[]> => {
  const { data, width, height } = pixels;
  const found = await readBarcodes(
    { data, width, height, colorSpace: 'srgb' },
    {
      ...options,
      ...(isBinary && { binarizer: 'FixedThreshold' }),
    },
  );
  return [...new Set(found.filter(({ isValid }) => isValid).map(({ bytes }) => textOf(bytes)))];
};

/**
 * The bytes of the codes in a picture, looked at once and as it is: pictures that are shown one after another are
 * sharp or are followed by the next.
 */
export const readBytes = async ({
  data,
  width,
  height,
}: Pixels): Promise<readonly Uint8Array[]> => {
  const found = await readBarcodes(
    { data, width, height, colorSpace: 'srgb' },
    { ...options, tryRotate: false, tryInvert: false, tryDownscale: false, maxNumberOfSymbols: 2 },
  );
  return found.filter(({ isValid }) => isValid).map(({ bytes }) => bytes);
};

/**
 * The bytes of a code read as UTF-8, whatever character set a decoder would guess.
 * What is not UTF-8 shows the replacement character, and is recognised as nothing we know.
 */
const textOf = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** ITU-R BT.601 luma in 8-bit arithmetic. */
const toGrey = ({ data, width, height }: Pixels): GreyPicture => {
  const luma = new Uint8ClampedArray(width * height);
  for (let at = 0; at < luma.length; at += 1) {
    const red = data[4 * at] ?? 0;
    const green = data[4 * at + 1] ?? 0;
    const blue = data[4 * at + 2] ?? 0;
    luma[at] = (77 * red + 150 * green + 29 * blue) >> 8;
  }
  return { width, height, luma };
};

const toPixels = ({ width, height, luma }: GreyPicture): Pixels => {
  const words = new Uint32Array(luma.length);
  for (let at = 0; at < luma.length; at += 1) {
    words[at] = 0xff000000 | ((luma[at] ?? 0) * 0x010101);
  }
  return { data: new Uint8ClampedArray(words.buffer), width, height };
};
