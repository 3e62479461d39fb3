import { z } from 'zod';
import type { ReportState } from './report-state.ts';

const count = z.int().min(0);

/**
 * How many reports there are. Each is counted once: as answered, as forwarded, or as open. One that repeats
 * another is counted as that one is.
 */
export const reportTotalsSchema = z.object({
  received: count,
  answered: count,
  /** Those that the agency has replied to among them. */
  forwarded: count,
  open: count,
  /** Of those forwarded: whose agency has not replied yet. */
  unreplied: count,
  /** Of those received: which say again what another one says. */
  repeats: count,
});
export type ReportTotals = z.infer<typeof reportTotalsSchema>;

/** @param groups how many there are in each state, where a repeat is in the state of the one it repeats */
export const toReportTotals = (
  groups: readonly {
    readonly state: ReportState;
    readonly isRepeat: boolean;
    readonly count: number;
  }[],
): ReportTotals => {
  const sum = (isMeant: (group: (typeof groups)[number]) => boolean): number =>
    groups.filter(isMeant).reduce((total, group) => total + group.count, 0);
  return {
    received: sum(() => true),
    answered: sum(({ state }) => state === 'answered'),
    forwarded: sum(({ state }) => state === 'forwarded' || state === 'closed'),
    open: sum(({ state }) => state === 'received'),
    unreplied: sum(({ state }) => state === 'forwarded'),
    repeats: sum(({ isRepeat }) => isRepeat),
  };
};

/** Whether the sum is right: nobody is left out and nobody is counted twice. */
export const doTotalsMeet = ({ received, answered, forwarded, open }: ReportTotals): boolean =>
  received === answered + forwarded + open;
