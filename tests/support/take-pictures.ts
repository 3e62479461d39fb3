import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Pictures to look at, where somebody asks for them. */
const picturesDir = process.env['PICTURES_DIR'];

/** The page as it is, by day and by night, on a tablet and on a phone. */
export const takePictures = async (page: Page, name: string): Promise<void> => {
  if (picturesDir === undefined) return;
  mkdirSync(picturesDir, { recursive: true });
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ] as const) {
    for (const theme of ['day', 'night']) {
      await page.setViewportSize({ width, height });
      await page.evaluate((value) => {
        document.documentElement.dataset['theme'] = value;
      }, theme);
      await page.screenshot({ path: join(picturesDir, `${name}-${width}-${theme}.png`) });
    }
  }
  await page.evaluate(() => {
    document.documentElement.dataset['theme'] = 'day';
  });
  await page.setViewportSize({ width: 1280, height: 800 });
};
