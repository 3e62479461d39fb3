import type { Page } from 'playwright-core';

/** Nothing is written to the log until it is let go. */
export const holdTheLog = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('chot');
        opening.addEventListener('success', () => {
          const entries = opening.result.transaction('entries', 'readwrite').objectStore('entries');
          Object.assign(globalThis, { isHeld: true });
          const ask = () => {
            if (Reflect.get(globalThis, 'isHeld') === true) {
              entries.count().addEventListener('success', ask);
            } else opening.result.close();
          };
          ask();
          resolve();
        });
      }),
  );
export const letTheLogGo = (page: Page): Promise<void> =>
  page.evaluate(() => void Object.assign(globalThis, { isHeld: false }));
