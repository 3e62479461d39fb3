import { toReportTotals } from '#domain/report/report-totals.ts';
import type { ReportStatistics } from '#protocol/reports.ts';
import type { ReportCountBy } from '../../store/reports.ts';
import type { ServicePorts } from '../service-ports.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A quarter of an hour, an hour, four, a day, three. */
const bounds = [15, 60, 240, 1440, 4320] as const;

/** How many there were by day, channel, category and agency, and how long they took. Nobody is named. */
export const tellStatistics = async (
  { store }: Pick<ServicePorts, 'store'>,
  {
    nonce,
    fromMs,
    untilMs,
  }: { readonly nonce: string; readonly fromMs: number; readonly untilMs: number },
): Promise<ReportStatistics> => {
  const counts = await store.countReportsBy({ fromMs, untilMs });
  const waits = await store.listReportWaits({ fromMs, untilMs });
  const at = (share: number): number | null => waits[Math.floor(waits.length * share)] ?? null;
  return {
    nonce,
    totals: toReportTotals(counts),
    days: tally(counts, ({ day }) => new Date(day * dayMs).toISOString().slice(0, 10)),
    channels: tally(counts, ({ channel }) => channel),
    categories: tally(counts, ({ category }) => category),
    agencies: tally(
      counts.filter(({ state }) => state === 'forwarded' || state === 'closed'),
      ({ agencyId }) => agencyId ?? '',
    ),
    waits: {
      count: waits.length,
      medianMs: at(0.5),
      worstTenthMs: at(0.9),
      within: bounds.map((minutes) => ({
        minutes,
        count: waits.filter((waitMs) => waitMs < minutes * minuteMs).length,
      })),
    },
  };
};

const tally = (counts: readonly ReportCountBy[], keyOf: (count: ReportCountBy) => string) =>
  [...Map.groupBy(counts, keyOf)]
    .map(([key, own]) => ({ key, totals: toReportTotals(own) }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));
