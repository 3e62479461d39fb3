/** How soon a change is seen, whichever server it came through. */
const lookEveryMs = 500;

/** Tells whoever listens the place of the last line of a queue when it changed. */
export type HeadWatch = {
  /** @returns how to stop listening */
  readonly listen: (onHead: (head: number) => void, onFault: () => void) => () => void;
  readonly close: () => void;
};

type Listener = { readonly onHead: (head: number) => void; readonly onFault: () => void };

/** Looks only while somebody listens; one look serves all. */
export const watchHead = (readHead: () => Promise<number>): HeadWatch => {
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | null = null;
  let told: number | null = null;

  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    told = null;
  };
  const look = async (): Promise<void> => {
    try {
      const head = await readHead();
      if (head !== told) for (const { onHead } of listeners) onHead(head);
      told = head;
    } catch {
      // A database that is busy: the line ends, and who listens comes again.
      for (const { onFault } of listeners) onFault();
    }
    if (listeners.size > 0) timer = setTimeout(() => void look(), lookEveryMs);
    else stop();
  };

  return {
    listen: (onHead, onFault) => {
      const listener = { onHead, onFault };
      listeners.add(listener);
      if (told !== null) onHead(told);
      if (timer === null && told === null) void look();
      return () => listeners.delete(listener);
    },
    close: () => {
      for (const { onFault } of listeners) onFault();
      listeners.clear();
      stop();
    },
  };
};
