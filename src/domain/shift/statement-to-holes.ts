import type { Hole } from './judge-closing.ts';
import type { ShiftStatement } from './shift-statement.ts';

/**
 * Where logs of the unit have holes or two lives, since the shift began. What a skip has told is not told again by the
 * incident of the same place. A tablet whose clock was reset reports them as of years ago: when they arrived tells.
 */
export const statementToHoles = (
  { logs, incidents, arrivals = [] }: Pick<ShiftStatement, 'logs' | 'incidents' | 'arrivals'>,
  sinceMs: number,
): Hole[] => {
  const lost = logs.flatMap(({ deviceName, lost: stretches }) =>
    stretches.map(({ from, through }) => ({ deviceName, what: 'lost' as const, from, through })),
  );
  const arrivedAtMs = new Map(
    arrivals.map(({ incidentId, receivedAtMs }) => [incidentId, receivedAtMs]),
  );
  const isTold = (logId: string | undefined, position: number | undefined): boolean =>
    logs.some(
      (log) =>
        log.logId === logId &&
        log.lost.some(({ from, through }) => from <= (position ?? 0) && (position ?? 0) <= through),
    );
  return [
    ...lost,
    ...incidents
      .filter(
        ({ incidentId, wallMs, code, logId, position }) =>
          (arrivedAtMs.get(incidentId) ?? wallMs) >= sinceMs &&
          !(code === 'log/row-lost' && isTold(logId, position)),
      )
      .map(({ deviceName, code, position, count }) => ({
        deviceName,
        what: code,
        from: position ?? null,
        through: position === undefined || count === undefined ? null : position + count - 1,
      })),
  ];
};
