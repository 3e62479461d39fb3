import type { ServicePorts } from './service-ports.ts';

/** How soon news is seen, whichever server it came through. */
const lookEveryMs = 500;

type Listener = { readonly onHead: (head: number) => void; readonly onFault: () => void };

/** Tells whoever listens where a feed ends, whenever it has grown. */
export type FeedWatch = {
  /** @returns how to stop listening */
  readonly listen: (onHead: Listener['onHead'], onFault: Listener['onFault']) => () => void;
  readonly close: () => void;
};

/**
 * Looks only while somebody listens; one look serves all.
 * @param readHead where it ends now
 */
export const watchFeed = (readHead: () => Promise<number>): FeedWatch => {
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | null = null;
  let isLooking = false;
  let told: number | null = null;

  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    told = null;
  };
  const look = async (): Promise<void> => {
    isLooking = true;
    try {
      const head = await readHead();
      if (head !== told) for (const { onHead } of listeners) onHead(head);
      told = head;
    } catch {
      // A database that is busy: the line ends, and who listens comes again.
      for (const { onFault } of listeners) onFault();
    }
    isLooking = false;
    if (listeners.size > 0) timer = setTimeout(() => void look(), lookEveryMs);
    else stop();
  };

  return {
    listen: (onHead, onFault) => {
      const listener = { onHead, onFault };
      listeners.add(listener);
      if (told !== null) onHead(told);
      if (timer === null && !isLooking) void look();
      return () => listeners.delete(listener);
    },
    close: () => {
      for (const { onFault } of listeners) onFault();
      listeners.clear();
      stop();
    },
  };
};

/** What stands in the feed of every tablet and cannot wait for its minute: bulletins, rules, who is gone. */
export const watchNews = ({ store }: Pick<ServicePorts, 'store'>): FeedWatch =>
  watchFeed(() => store.newsHead());
