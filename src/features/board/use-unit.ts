import { useEffect, useState } from 'react';
import { failureCode } from '#protocol/call-failure.ts';
import type { BoardRow, BoardUnitResponse } from '#protocol/board-live.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { useServices } from '../services.ts';

/** A unit that changes all the time is asked about no more often. */
const restMs = 1500;

export type OpenUnit = {
  readonly unit: BoardUnitResponse | null;
  readonly trouble: FetchFailure['code'] | null;
};

/** One unit in detail, asked for anew whenever its row has changed; the last answer stays on the screen. */
export const useUnit = (unitId: string, row: BoardRow | undefined): OpenUnit => {
  const { transport } = useServices();
  const [open, setOpen] = useState<OpenUnit>({ unit: null, trouble: null });
  useEffect(() => {
    let current = true;
    const ask = async (): Promise<void> => {
      const answer = await transport.boardUnit(unitId);
      if (!current) return;
      setOpen((before) =>
        answer.ok
          ? { unit: answer.value, trouble: null }
          : { ...before, trouble: failureCode(answer.error) },
      );
    };
    const timer = setTimeout(() => void ask(), row === undefined ? 0 : restMs / 10);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [transport, unitId, row]);
  return open.unit?.row.unitId === unitId ? open : { unit: null, trouble: open.trouble };
};
