import { build } from 'vite';
import { ensureChromium } from './chromium.ts';

/** Before any browser test: a Chromium on the machine, and the tablet built as it is served. */
export const setup = async (): Promise<void> => {
  ensureChromium();
  await build({ logLevel: 'warn', mode: 'production' });
};
