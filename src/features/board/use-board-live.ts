import { useEffect, useState } from 'react';
import { failureCode } from '#protocol/call-failure.ts';
import type { BoardRow } from '#protocol/board-live.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { useServices } from '../services.ts';

const retryAfterMs = 2000;

export type LiveBoard = {
  /** By unit id, in the order of the city; null: not every unit was heard of yet. */
  readonly rows: ReadonlyMap<string, BoardRow> | null;
  readonly isLive: boolean;
  /** When the server was last heard, by this tablet's clock. */
  readonly heardAtMs: number | null;
  /** The server's clock minus this tablet's. */
  readonly offsetMs: number;
  readonly trouble: FetchFailure['code'] | null;
};

/** The board of all units, as fresh as the line allows; nothing of it is stored. */
export const useBoardLive = (): LiveBoard => {
  const { tablet, transport } = useServices();
  const [rows, setRows] = useState<LiveBoard['rows']>(null);
  const [isLive, setIsLive] = useState(false);
  const [heardAtMs, setHeardAtMs] = useState<number | null>(null);
  const [offsetMs, setOffsetMs] = useState(0);
  const [trouble, setTrouble] = useState<LiveBoard['trouble']>(null);

  useEffect(() => {
    const stopping = new AbortController();
    const { signal } = stopping;
    let line = new AbortController();
    // Sooner than the line's own silence would tell.
    const drop = (): void => line.abort();
    addEventListener('offline', drop);
    const run = async (): Promise<void> => {
      while (!signal.aborted) {
        line = new AbortController();
        /** Rows of the first telling, until all of it is here. */
        let first: Map<string, BoardRow> | null = new Map();
        const failure = await transport.followBoard(
          ({ serverTimeMs, rows: told, more }) => {
            const nowMs = tablet.clock.wallMs();
            setHeardAtMs(nowMs);
            setOffsetMs(serverTimeMs - nowMs);
            setTrouble(null);
            setIsLive(true);
            if (first !== null) {
              for (const row of told) first.set(row.unitId, row);
              if (more || told.length === 0) return;
              setRows(first);
              first = null;
            } else if (told.length > 0) {
              setRows((before) => {
                const now = new Map(before);
                for (const row of told) now.set(row.unitId, row);
                return now;
              });
            }
          },
          AbortSignal.any([signal, line.signal]),
        );
        if (signal.aborted) return;
        setIsLive(false);
        if (failure !== null) setTrouble(failureCode(failure));
        // The server ends a line after a while; the next one begins at once.
        else continue;
        await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
      }
    };
    void run();
    return () => {
      stopping.abort();
      removeEventListener('offline', drop);
    };
  }, [tablet, transport]);

  return { rows, isLive, heardAtMs, offsetMs, trouble };
};
