import { randomFraction, type Random } from '#domain/core/random.ts';
import type { ChotDatabase } from '../store/database.ts';
import { readCursor } from '../store/apply-pull-page.ts';
import type { ServerCalls } from './ports.ts';

/** All tablets hear at once; so that they do not all ask at once. */
const spreadMs = 2500;
const shortestRestMs = 3000;
const longestRestMs = 120_000;

/** Out of sight, or without a network as far as the browser knows. */
const isAway = (): boolean => isPage && (document.hidden || !navigator.onLine);
const isPage = typeof document !== 'undefined';

type FollowPorts = {
  readonly db: ChotDatabase;
  readonly random: Random;
  readonly transport: Pick<ServerCalls, 'followNews'>;
  readonly wake: (reason: 'news') => void;
};

/**
 * Holds a line on which the server says that there is news, while somebody looks at the tablet; what it says only
 * hastens what each minute would bring anyway.
 * @returns stop
 */
export const followNews = ({ db, random, transport, wake }: FollowPorts): (() => void) => {
  const stopping = new AbortController();
  const { signal } = stopping;
  let line = new AbortController();
  let endRest: () => void = () => undefined;

  const hear = (head: number): void => {
    void (async () => {
      const { cursor } = await readCursor(db, 'reference');
      if (cursor >= head || signal.aborted) return;
      setTimeout(() => wake('news'), spreadMs * randomFraction(random));
    })().catch(() => undefined);
  };
  const rest = (delayMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!signal.aborted) {
      if (isAway()) {
        await rest(longestRestMs);
        continue;
      }
      line = new AbortController();
      let hasHeard = false;
      const failure = await transport.followNews(
        (head) => {
          hasHeard = true;
          hear(head);
        },
        AbortSignal.any([signal, line.signal]),
      );
      failures = failure === null || hasHeard ? 0 : failures + 1;
      const told = failure?.kind === 'refused' ? (failure.retryAfterMs ?? 0) : 0;
      const delayMs = Math.min(longestRestMs, shortestRestMs * 2 ** Math.min(failures, 6));
      await rest(Math.max(told, delayMs * (0.5 + randomFraction(random) / 2)));
    }
  };
  const look = (): void => {
    if (isAway()) line.abort();
    else endRest();
  };
  if (isPage) {
    document.addEventListener('visibilitychange', look);
    addEventListener('online', look);
    addEventListener('offline', look);
  }
  void run().catch(() => undefined);
  return () => {
    stopping.abort();
    endRest();
    if (!isPage) return;
    document.removeEventListener('visibilitychange', look);
    removeEventListener('online', look);
    removeEventListener('offline', look);
  };
};
