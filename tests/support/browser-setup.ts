import { buildTablet } from './build-tablet.ts';
import { ensureChromium } from './chromium.ts';

/** Before any browser test: a Chromium on the machine, and the tablet built as it is served. */
export const setup = (): void => {
  ensureChromium();
  buildTablet();
};
