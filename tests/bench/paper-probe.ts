/** Runs inside the browser, beside the real screen. */
export type PaperProbe = {
  /** Milliseconds from each key to what was painted after it; shorter than 16 is told as 16. */
  readonly keys: number[];
  /** Milliseconds from Ctrl+Enter to the painted blank sheet with its cursor. */
  readonly keeps: number[];
  readonly begin: () => void;
};

export const installPaperProbe = (): void => {
  const afterPaint = (work: () => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', work);
      port1.start();
      port2.postMessage(null);
    });
  };
  const probe: PaperProbe = {
    keys: [],
    keeps: [],
    begin: () => {
      probe.keys.length = 0;
      probe.keeps.length = 0;
    },
  };
  Object.assign(globalThis, { paperProbe: probe });
  globalThis.addEventListener(
    'keydown',
    (event) => {
      const { timeStamp } = event;
      if (event.key !== 'Enter' || !event.ctrlKey) {
        afterPaint(() => probe.keys.push(performance.now() - timeStamp));
        return;
      }
      const old = document.querySelector('[data-field="paperSerial"]');
      const watch = () => {
        const line = document.activeElement;
        const isBlank =
          line instanceof HTMLInputElement &&
          line.value === '' &&
          line.closest('[data-field="paperSerial"]') !== null &&
          line.closest('[data-field="paperSerial"]') !== old;
        if (!isBlank) return;
        observer.disconnect();
        document.removeEventListener('focusin', watch);
        afterPaint(() => probe.keeps.push(performance.now() - timeStamp));
      };
      const observer = new MutationObserver(watch);
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      document.addEventListener('focusin', watch);
    },
    { capture: true },
  );
};
