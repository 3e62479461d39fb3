import { useEffect, useState } from 'react';
import type { BoardResponse } from '#protocol/board.ts';
import { useServices } from '../services.ts';

const askEveryMs = 5_000;
/** An answer may hang for half a minute; until then the last one is not called fresh. */
const staleAfterMs = 20_000;

export type Board = {
  answer: BoardResponse | null;
  state: 'asking' | 'fresh' | 'offline';
  /** When the answer came, by this tablet's clock. */
  askedAtMs: number | null;
  /** The server's time now, from its own clock in the last answer. */
  serverNowMs: number;
};

/**
 * Asks the server how a unit's tablets stand while the screen is open; keeps the last answer when it cannot.
 * @param unitId null: nobody wants to know
 */
export const useBoard = (unitId: string | null, nowMs: number): Board => {
  const { tablet, transport } = useServices();
  const [state, setState] = useState<Board['state']>('asking');
  const [answer, setAnswer] = useState<BoardResponse | null>(null);
  const [askedAtMs, setAskedAtMs] = useState<number | null>(null);
  useEffect(() => {
    if (unitId === null) return;
    let current = true;
    let waiting = false;
    const ask = async () => {
      if (waiting) return;
      waiting = true;
      const outcome = await transport.board(unitId);
      waiting = false;
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
  }, [unitId, tablet, transport]);
  return {
    answer,
    state: state === 'fresh' && nowMs - (askedAtMs ?? nowMs) > staleAfterMs ? 'offline' : state,
    askedAtMs,
    serverNowMs:
      answer === null || askedAtMs === null
        ? nowMs
        : answer.serverTime + Math.max(0, nowMs - askedAtMs),
  };
};
