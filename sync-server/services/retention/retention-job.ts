import { runRetention, type KeptSubjects } from './run-retention.ts';
import type { RetentionPorts } from './retention-run.ts';

const everyMs = 3_600_000;

export type RetentionJob = { readonly stop: () => Promise<void> };

/**
 * Forgets at the start and every hour, one run at a time.
 * @param onFault is told why a run ended early; the next hour goes on
 */
export const startRetention = (
  ports: Omit<RetentionPorts, 'signal'>,
  onFault: (error: unknown) => void,
): RetentionJob => {
  const stopping = new AbortController();
  const kept: KeptSubjects = new Map();
  let running: Promise<void> | null = null;
  const begin = (): void => {
    running ??= runRetention({ ...ports, signal: stopping.signal }, kept)
      .then(() => undefined, onFault)
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(begin, everyMs);
  timer.unref();
  begin();
  return {
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await running;
    },
  };
};
