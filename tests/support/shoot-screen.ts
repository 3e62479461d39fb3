import type { Locator } from 'playwright-core';
import type { ScreenShot } from './live-camera.ts';

/** What a camera in front of a square part of a screen sees: the very pixels that were drawn. */
export const shootScreen = async (part: Locator): Promise<ScreenShot> => {
  const png = [...(await part.screenshot())];
  const { side, red } = await part.page().evaluate(async (bytes) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(bytes)]));
    const square = Math.min(image.width, image.height);
    const context = new OffscreenCanvas(square, square).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, square, square);
    return { side: square, red: Array.from(data).filter((_, at) => at % 4 === 0) };
  }, png);
  return { side, luma: Uint8Array.from(red) };
};
