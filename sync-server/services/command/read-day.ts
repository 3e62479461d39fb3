import { dayMs, dayStartMs, hourAt } from '#domain/city/local-day.ts';
import type { CityUnit, CommandDay } from '#protocol/command.ts';
import type { UnitStood } from '#protocol/units.ts';
import { listUnreadBulletins } from '../bulletins/list-unread-bulletins.ts';
import type { ReadStands } from '../units/read-stands.ts';
import { countVerdicts } from './count-verdicts.ts';
import { readOpenReferrals, readTablets, type CommandPorts } from './waiting.ts';

export type CityDay = Omit<CommandDay, 'nonce'>;

/** The whole city on one day: what crossed then, and what waits now. */
export const readDay = async (
  ports: CommandPorts,
  readStands: ReadStands,
  day: string,
): Promise<CityDay> => {
  const { store, clock } = ports;
  const nowMs = clock();
  const fromMs = dayStartMs(day);
  const span = { fromMs, untilMs: fromMs + dayMs };
  // Of days that are over all of it is compared, of today what has passed of it.
  const passedMs = Math.min(dayMs, Math.max(0, nowMs - fromMs));
  const hours = await store.countByHour(span);
  const before = await Promise.all(
    [1, 7].map(async (days) => {
      const beganMs = fromMs - days * dayMs;
      const whole = await store.countByHour({ fromMs: beganMs, untilMs: beganMs + dayMs });
      const soFar = await store.countByHour({ fromMs: beganMs, untilMs: beganMs + passedMs });
      return { hours: byHour(whole).map(({ all }) => all), soFar: countVerdicts(soFar) };
    }),
  );
  const [dayBefore, weekBefore] = before;
  if (dayBefore === undefined || weekBefore === undefined) throw new Error('Two were asked for.');
  return {
    serverTimeMs: nowMs,
    day,
    uncounted: (await store.listUnreadForFacts()).length,
    crossings: countVerdicts(hours),
    dayBefore: dayBefore.soFar,
    weekBefore: weekBefore.soFar,
    hours: byHour(hours),
    hoursDayBefore: dayBefore.hours,
    hoursWeekBefore: weekBefore.hours,
    channels: [...(await store.countByChannel(span))].toSorted(
      (one, other) => other.crossings - one.crossings,
    ),
    units: await readCityUnits(ports, span, await readStands(null)),
    reportsOpen: await store.countOpenReports(),
    bulletinsUnread: (await listUnreadBulletins(ports)).length,
  };
};

const byHour = (
  rows: readonly {
    readonly hourMs: number;
    readonly verdict: string;
    readonly crossings: number;
  }[],
) => {
  const ofHour = Map.groupBy(rows, ({ hourMs }) => hourAt(hourMs));
  return Array.from({ length: 24 }, (_, hour) => countVerdicts(ofHour.get(hour) ?? []));
};

const readCityUnits = async (
  ports: CommandPorts,
  span: { readonly fromMs: number; readonly untilMs: number },
  stands: ReadonlyMap<string, UnitStood>,
): Promise<CityUnit[]> => {
  const { store } = ports;
  const crossings = Map.groupBy(await store.countByUnit(span), ({ unitId }) => unitId);
  const referrals = Map.groupBy(await readOpenReferrals(ports), ({ unitId }) => unitId);
  const waiting = Map.groupBy(await store.listWaitingChecks(), ({ unitId }) => unitId);
  const tablets = Map.groupBy(await readTablets(ports), ({ unitId }) => unitId);
  const unitIds = new Set(
    [crossings, referrals, waiting, tablets, stands].flatMap((by) => [...by.keys()]),
  );
  return [...unitIds].toSorted().map((unitId) => {
    const own = tablets.get(unitId) ?? [];
    const open = referrals.get(unitId) ?? [];
    return {
      unitId,
      crossings: countVerdicts(crossings.get(unitId) ?? []),
      referralsOpen: open.length,
      referralsOverdue: open.filter(({ isOverdue }) => isOverdue).length,
      identityWaiting: waiting.get(unitId)?.length ?? 0,
      tablets: own.length,
      silent: own.filter(({ isSilent }) => isSilent).length,
      unsentRecords: own.reduce((sum, { unsentRecords }) => sum + unsentRecords, 0),
      stood: stands.get(unitId) ?? null,
    };
  });
};
