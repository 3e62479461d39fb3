import { readKnownShifts } from '../../store/read-known-shifts.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { findForgotten } from './find-forgotten.ts';

/**
 * Those of the shifts that nobody closed.
 * @param unit as the server has just told it; undefined: it has not, and another tablet may have closed any of them
 */
export const useForgotten = (
  shiftIds: readonly string[],
  unit: Parameters<typeof findForgotten>[1] | undefined,
  nowMs: number,
): string[] => {
  const { tablet } = useServices();
  const here = useLiveQuery(tablet.db, (live) => readKnownShifts(live, shiftIds), [
    shiftIds.join(' '),
  ]);
  return unit === undefined || here === undefined ? [] : findForgotten(shiftIds, unit, here, nowMs);
};
