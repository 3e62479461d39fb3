import { useCallback, useEffect, useRef, useState } from 'react';
import type { Result } from '#domain/core/result.ts';
import { failureCode, type CallFailure } from '#protocol/call-failure.ts';
import type { FetchFailure } from '../sync/fetch-board.ts';
import { needsSecondFactor } from './second-factor.tsx';
import { useServices } from './services.ts';

const retryAfterMs = 2000;

type QueueAnswer = { readonly head: number; readonly serverTimeMs: number };

/** How a queue at the server is asked, and what is done with its answers. All of it stays the same between renders. */
type QueueCalls<Answer extends QueueAnswer> = {
  /** What changed behind a place; 0: all that is open. */
  readonly ask: (after: number) => Promise<Result<Answer, CallFailure>>;
  readonly follow: (
    onHead: (head: number) => void,
    stopping: AbortSignal,
  ) => Promise<CallFailure | null>;
  /** @param isWhole whether it is all there is, and not what changed */
  readonly onAnswer: (answer: Answer, isWhole: boolean) => void;
};

export type LiveQueue = {
  readonly isLive: boolean;
  /** When the server was last heard, by this tablet's clock; null: not yet. */
  readonly heardAtMs: number | null;
  /** The server's clock minus this tablet's. */
  readonly offsetMs: number;
  readonly trouble: FetchFailure['code'] | null;
  /** Goes on once the second factor is proven. */
  readonly again: () => void;
  /** Asks now. */
  readonly refresh: () => Promise<boolean>;
  /** Says what went wrong with something else that was asked. */
  readonly tell: (trouble: FetchFailure['code']) => void;
};

/** Keeps a queue at the server as fresh as the line allows; what it says lives on the screen only. */
export const useLiveQueue = <Answer extends QueueAnswer>({
  ask,
  follow,
  onAnswer,
}: QueueCalls<Answer>): LiveQueue => {
  const { tablet } = useServices();
  const [isLive, setIsLive] = useState(false);
  const [heardAtMs, setHeardAtMs] = useState<number | null>(null);
  const [offsetMs, setOffsetMs] = useState(0);
  const [trouble, setTrouble] = useState<LiveQueue['trouble']>(null);
  const [round, setRound] = useState(0);
  const refreshNow = useRef<() => Promise<boolean>>(async () => false);

  useEffect(() => {
    const stopping = new AbortController();
    const { signal } = stopping;
    let known = 0;
    let refreshing: Promise<boolean> | null = null;
    const askOnce = async (): Promise<boolean> => {
      const after = known;
      const answer = await ask(after);
      if (signal.aborted) return false;
      if (!answer.ok) {
        setTrouble(failureCode(answer.error));
        return false;
      }
      const { head, serverTimeMs } = answer.value;
      known = head;
      setTrouble(null);
      setOffsetMs(serverTimeMs - tablet.clock.wallMs());
      setHeardAtMs(tablet.clock.wallMs());
      onAnswer(answer.value, after === 0);
      return true;
    };
    const refresh = async (): Promise<boolean> => {
      refreshing ??= askOnce().finally(() => {
        refreshing = null;
      });
      return refreshing;
    };
    refreshNow.current = refresh;
    const hear = (head: number): void => {
      setHeardAtMs(tablet.clock.wallMs());
      setIsLive(true);
      if (head > known) void refresh();
    };
    let line = new AbortController();
    // Sooner than the line's own silence would tell.
    const drop = (): void => line.abort();
    addEventListener('offline', drop);
    const run = async (): Promise<void> => {
      while (!signal.aborted) {
        if (await refresh()) {
          line = new AbortController();
          const either = AbortSignal.any([signal, line.signal]);
          const failure = await follow(hear, either);
          setIsLive(false);
          // The server ends a line after a while; the next one begins at once.
          if (failure === null) continue;
        }
        setIsLive(false);
        await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
      }
    };
    void run();
    return () => {
      stopping.abort();
      removeEventListener('offline', drop);
    };
  }, [tablet, ask, follow, onAnswer, round]);

  const refresh = useCallback(() => refreshNow.current(), []);
  // Without the second factor nothing is told, however often it is asked.
  const isBarred = trouble !== null && needsSecondFactor(trouble);
  return {
    isLive: isLive && !isBarred,
    heardAtMs,
    offsetMs,
    trouble,
    again: () => setRound((before) => before + 1),
    refresh,
    tell: setTrouble,
  };
};
