import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule } from 'zxing-wasm/reader';
import { createCodeReader } from '../../src/platform/qr/code-reader.ts';
import type { ScreenShot } from './live-camera.ts';

const patienceMs = 2000;

/** The tablet's own reader, without its camera. */
export const openTabletReader = async (): Promise<
  (shot: ScreenShot) => Promise<readonly string[]>
> => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const overrides = { wasmBinary: Uint8Array.from(readFileSync(wasm)).buffer };
  await prepareZXingModule({ overrides, fireImmediately: true });
  const reader = createCodeReader(() => performance.now());
  return async ({ side, luma }) => {
    const data = new Uint8ClampedArray(4 * luma.length);
    for (const [at, value] of luma.entries()) data.fill(value, 4 * at, 4 * at + 4);
    return reader.read({ width: side, height: side, data }, patienceMs);
  };
};
