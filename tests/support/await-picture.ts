import type { Page } from 'playwright-core';

/** Until what was typed is on the screen with what is said of it: no eye is quicker [DESK-10]. */
export const awaitPicture = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve, 0));
      }),
  );
