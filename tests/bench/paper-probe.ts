/** Runs inside the browser, beside the real screen. */
export type PaperProbe = {
  /** Milliseconds from each key to what was painted after it; shorter than 16 is told as 16. */
  readonly keys: number[];
  /** Milliseconds from Ctrl+Enter to the painted blank sheet with its cursor. */
  readonly keeps: number[];
  /** Milliseconds from Ctrl+Enter until it is said, in paint, that the sheet is kept. */
  readonly kept: number[];
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
  /** Waits for what the screen comes to show, and for its paint. */
  const watchUntil = (isThere: () => unknown, then: () => void): void => {
    const look = () => {
      if (!isThere()) return;
      observer.disconnect();
      document.removeEventListener('focusin', look);
      afterPaint(then);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    document.addEventListener('focusin', look);
  };
  const probe: PaperProbe = {
    keys: [],
    keeps: [],
    kept: [],
    begin: () => {
      probe.keys.length = 0;
      probe.keeps.length = 0;
      probe.kept.length = 0;
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
      watchUntil(
        () => {
          const line = document.activeElement;
          const field = line?.closest('[data-field="paperSerial"]') ?? null;
          return line instanceof HTMLInputElement && line.value === '' && field !== old && field;
        },
        () => probe.keeps.push(performance.now() - timeStamp),
      );
      const saidOfLast = (words: string) =>
        [...document.querySelectorAll('[role=status]')].some((note) =>
          note.textContent.includes(words),
        );
      watchUntil(
        () => saidOfLast('Đang giữ'),
        () =>
          watchUntil(
            () => saidOfLast('Đã giữ trên máy'),
            () => probe.kept.push(performance.now() - timeStamp),
          ),
      );
    },
    { capture: true },
  );
};
