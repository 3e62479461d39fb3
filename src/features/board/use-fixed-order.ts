import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { BoardRow } from '#protocol/board-live.ts';
import { inFixedOrder, orderOf } from './board-order.ts';

/** Nobody has touched the list for so long: it sorts itself. */
const untouchedMs = 20_000;

export type FixedOrder = {
  readonly shown: readonly BoardRow[];
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly sortAgain: () => void;
};

/**
 * The units in an order that stands still while somebody reads: it follows the trouble only when asked to, or
 * when the list stands at its top and was left alone.
 */
export const useFixedOrder = (
  rows: ReadonlyMap<string, BoardRow> | null,
  nowMs: number,
  ownUnitId: string | null,
): FixedOrder => {
  const listRef = useRef<HTMLDivElement>(null);
  const touchedAt = useRef(Number.NEGATIVE_INFINITY);
  const [order, setOrder] = useState<readonly string[]>([]);
  const isFilled = rows !== null && rows.size > 0;

  useEffect(() => {
    const touch = (): void => {
      touchedAt.current = performance.now();
    };
    const kinds = ['pointerdown', 'pointermove', 'wheel', 'keydown', 'scroll'] as const;
    for (const kind of kinds) addEventListener(kind, touch, { capture: true, passive: true });
    return () => {
      for (const kind of kinds) removeEventListener(kind, touch, { capture: true });
    };
  }, []);

  const latest = useRef({ rows, nowMs, ownUnitId });
  useEffect(() => {
    latest.current = { rows, nowMs, ownUnitId };
  });
  const sort = (): void => {
    const { rows: now, nowMs: at, ownUnitId: own } = latest.current;
    if (now !== null) setOrder(orderOf(now, at, own));
  };
  useEffect(() => {
    if (isFilled) sort();
  }, [isFilled, ownUnitId]);
  useEffect(() => {
    const isLeftAlone = performance.now() - touchedAt.current >= untouchedMs;
    if (isLeftAlone && (listRef.current?.scrollTop ?? 0) === 0) sort();
  }, [nowMs]);

  const shown = useMemo(() => (rows === null ? [] : inFixedOrder(rows, order)), [rows, order]);
  const sortAgain = (): void => {
    sort();
    listRef.current?.scrollTo({ top: 0 });
  };
  return { shown, listRef, sortAgain };
};
