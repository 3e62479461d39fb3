import { useEffect, useState } from 'react';
import type { ShiftStatement } from '#domain/shift/shift-statement.ts';
import { failureCode } from '#protocol/call-failure.ts';
import { keepStatement } from '../../store/shift-statements.ts';
import { useServices } from '../services.ts';

const askEveryMs = 10_000;

export type Stated = {
  readonly statement: ShiftStatement | null;
  readonly state: 'asking' | 'fresh' | 'offline';
  /** When it was asked for, by this tablet's clock. */
  readonly askedAtMs: number | null;
  /** Why the server refused; null: it did not. */
  readonly refusal: string | null;
};

const nothing: Stated = { statement: null, state: 'asking', askedAtMs: null, refusal: null };

/**
 * Asks the server for all it holds of a shift while somebody looks, and keeps it to be printed without it.
 * @param round another number asks at once
 */
export const useStatement = (shiftId: string | null, round: number): Stated => {
  const { tablet, transport } = useServices();
  const [stated, setStated] = useState<Stated>(nothing);
  useEffect(() => {
    if (shiftId === null) return;
    let current = true;
    let waiting = false;
    const ask = async () => {
      if (waiting) return;
      waiting = true;
      const askedAtMs = tablet.clock.wallMs();
      const answer = await transport.shiftStatement(shiftId);
      waiting = false;
      if (!current) return;
      if (!answer.ok) {
        const refusal = answer.error.kind === 'refused' ? failureCode(answer.error) : null;
        setStated((before) => ({
          ...(before.statement?.shiftId === shiftId ? before : nothing),
          state: 'offline',
          refusal,
        }));
        return;
      }
      const { statement } = answer.value;
      await keepStatement(tablet.db, statement, askedAtMs);
      setStated({ statement, state: 'fresh', askedAtMs, refusal: null });
    };
    void ask();
    const timer = setInterval(() => void ask(), askEveryMs);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [shiftId, tablet, transport, round]);
  return stated.statement !== null && stated.statement.shiftId !== shiftId ? nothing : stated;
};
