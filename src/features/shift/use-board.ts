import { useEffect, useState } from 'react';
import type { BoardResponse } from '#protocol/board.ts';
import { useServices } from '../services.ts';

const askEveryMs = 5_000;

export type Board = {
  answer: BoardResponse | null;
  state: 'asking' | 'fresh' | 'offline';
  /** When the answer came, by this tablet's clock. */
  askedAtMs: number | null;
  /** The server's time now, from its own clock in the last answer. */
  serverNowMs: (nowMs: number) => number;
};

/** Asks the server for the board while the screen is open; keeps the last answer when it cannot. */
export const useBoard = (wanted: boolean): Board => {
  const { tablet, transport } = useServices();
  const [state, setState] = useState<Board['state']>('asking');
  const [answer, setAnswer] = useState<BoardResponse | null>(null);
  const [askedAtMs, setAskedAtMs] = useState<number | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    const ask = async () => {
      const outcome = await transport.board();
      if (!current) return;
      setState(outcome.ok ? 'fresh' : 'offline');
      if (!outcome.ok) return;
      setAskedAtMs(tablet.clock.wallMs());
      setAnswer(outcome.value);
    };
    void ask();
    const timer = setInterval(() => void ask(), askEveryMs);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [wanted, tablet, transport]);
  return {
    answer,
    state,
    askedAtMs,
    serverNowMs: (nowMs) =>
      answer === null || askedAtMs === null
        ? nowMs
        : answer.serverTime + Math.max(0, nowMs - askedAtMs),
  };
};
