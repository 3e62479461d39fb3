import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule } from 'zxing-wasm/reader';
import { createCodeReader, type Pixels } from '../../src/platform/qr/code-reader.ts';
import { filmScene, scenesOf, type CorpusPicture } from '../support/qr-corpus/corpus.ts';

const toPixels = ({ width, height, luma }: CorpusPicture): Pixels => {
  const data = new Uint8ClampedArray(luma.length * 4);
  for (const [at, value] of luma.entries()) data.fill(value, 4 * at, 4 * at + 4);
  return { width, height, data };
};

/** A clock that counts looks: each reading of it is a millisecond later. */
const createCountingClock = (): (() => number) => {
  let nowMs = 0;
  return () => (nowMs += 1);
};

describe('reading damaged codes', () => {
  const seed = 6;
  let pictures: { readonly text: string; readonly pixels: Pixels }[] = [];

  beforeAll(async () => {
    const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
    const overrides = { wasmBinary: Uint8Array.from(readFileSync(wasm)).buffer };
    await prepareZXingModule({ overrides, fireImmediately: true });
    pictures = scenesOf(seed, 2)
      .flatMap((scene, index) => filmScene(scene, seed * 1_000 + index, 1))
      .map((picture) => ({ text: picture.text, pixels: toPixels(picture) }));
  });

  /** Whether a picture was read, looked at so often and so long; a wrong text is thrown. */
  const isRead = async (index: number, looks: number, budgetMs: number): Promise<boolean> => {
    const reader = createCodeReader(createCountingClock());
    const picture = pictures[index];
    if (!picture) return false;
    for (let look = 0; look < looks; look += 1) {
      const texts = await reader.read(picture.pixels, budgetMs);
      expect(texts.filter((text) => text !== picture.text)).toEqual([]);
      if (texts.length > 0) return true;
    }
    return false;
  };
  const readOf = async (looks: number, budgetMs: number): Promise<number[]> => {
    const read: number[] = [];
    for (const index of pictures.keys()) {
      if (await isRead(index, looks, budgetMs)) read.push(index);
    }
    return read;
  };

  it('[EYE-1] treatments read what one look does not, and nothing is ever read wrongly (seed 6)', async () => {
    const once = await readOf(1, 0);
    const treated = await readOf(1, 1_000);
    expect(treated).toEqual(expect.arrayContaining(once));
    expect(treated.length).toBeGreaterThan(once.length);
    const [hard = -1] = treated.filter((index) => !once.includes(index));
    // A tablet too slow for its budget tries a treatment every few frames all the same.
    expect(await isRead(hard, 60, 0)).toBe(true);
  });
});
