import type { BoardRow } from '#protocol/board-live.ts';
import type { ServicePorts } from '../service-ports.ts';
import { readCityCounts, readRows, type CityCounts } from './read-rows.ts';

/** How soon a change is seen, whichever server it came through. */
const lookEveryMs = 1000;
/** Every so many looks: what the marks do not tell, and everything. */
const countEveryLooks = 10;
const readAllEveryLooks = 60;
/** What nobody looks at is kept so long: whoever comes back sees it at once, and then what changed since. */
const keptMs = 60_000;
/** Of more units it is cheaper to read all. */
const mostOneByOne = 200;

type Listener = {
  /** @param isFirst it is every unit there is */
  readonly onRows: (rows: readonly BoardRow[], isFirst: boolean) => void;
  readonly onFault: () => void;
};

export type BoardWatch = {
  /** First hears of every unit, then of those that changed. @returns how to stop listening */
  readonly listen: (listener: Listener) => () => void;
  readonly close: () => void;
};

type Seen = {
  readonly rows: Map<string, { readonly row: BoardRow; readonly text: string }>;
  marks: ReadonlyMap<string, string>;
  city: CityCounts;
  looks: number;
  /** When it was last known to be true. */
  lookedAtMs: number;
};

/** Keeps the board in memory while somebody looks at it; one look at the database serves all. */
export const watchBoard = (ports: Pick<ServicePorts, 'store' | 'clock'>): BoardWatch => {
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | null = null;
  let seen: Seen | null = null;
  let isLooking = false;

  const begin = async (): Promise<Seen> => {
    // The marks before the rows: what comes between the two is told again, not left out.
    const marks = await ports.store.readBoardMarks();
    const city = await readCityCounts(ports);
    const begun: Seen = { rows: new Map(), marks, city, looks: 0, lookedAtMs: ports.clock() };
    keep(begun, await readRows(ports, null, city));
    return begun;
  };
  const look = async (): Promise<void> => {
    isLooking = true;
    try {
      if (seen === null) {
        seen = await begin();
        const all = [...seen.rows.values()].map(({ row }) => row);
        for (const { onRows } of listeners) onRows(all, true);
      } else {
        const changed = await lookAgain(ports, seen);
        if (changed.length > 0) for (const { onRows } of listeners) onRows(changed, false);
      }
    } catch {
      // A database that is busy: the line ends, and who listens comes again.
      seen = null;
      for (const { onFault } of listeners) onFault();
    }
    isLooking = false;
    if (listeners.size > 0) timer = setTimeout(() => void look(), lookEveryMs);
    else stop();
  };
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  return {
    listen: (listener) => {
      listeners.add(listener);
      if (seen !== null && timer === null && !isLooking) {
        if (ports.clock() - seen.lookedAtMs > keptMs) seen = null;
        // Everything is read again behind what is told at once.
        else seen.looks = -1;
      }
      if (seen !== null)
        listener.onRows(
          [...seen.rows.values()].map(({ row }) => row),
          true,
        );
      if (timer === null && !isLooking) {
        // Who was told at once draws first: on a small server the database would take the processor from them.
        if (seen === null) void look();
        else timer = setTimeout(() => void look(), lookEveryMs);
      }
      return () => listeners.delete(listener);
    },
    close: () => {
      for (const { onFault } of listeners) onFault();
      listeners.clear();
      stop();
    },
  };
};

/** @returns the rows that are otherwise than before */
const lookAgain = async (
  ports: Pick<ServicePorts, 'store' | 'clock'>,
  seen: Seen,
): Promise<BoardRow[]> => {
  seen.looks += 1;
  const marks = await ports.store.readBoardMarks();
  const changed = new Set(
    [...marks]
      .filter(([unitId, mark]) => seen.marks.get(unitId) !== mark)
      .map(([unitId]) => unitId),
  );
  if (seen.looks % countEveryLooks === 0) {
    const city = await readCityCounts(ports);
    for (const which of ['referrals', 'waiting'] as const) {
      for (const unitId of [...seen.city[which].keys(), ...city[which].keys()]) {
        if (seen.city[which].get(unitId) !== city[which].get(unitId)) changed.add(unitId);
      }
    }
    seen.city = city;
  }
  seen.marks = marks;
  seen.lookedAtMs = ports.clock();
  const readsAll = seen.looks % readAllEveryLooks === 0 || changed.size > mostOneByOne;
  if (!readsAll && changed.size === 0) return [];
  return keep(seen, await readRows(ports, readsAll ? null : [...changed], seen.city));
};

const keep = (seen: Seen, rows: readonly BoardRow[]): BoardRow[] =>
  rows.filter((row) => {
    const text = JSON.stringify(row);
    if (seen.rows.get(row.unitId)?.text === text) return false;
    seen.rows.set(row.unitId, { row, text });
    return true;
  });
