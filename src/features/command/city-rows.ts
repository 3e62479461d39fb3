import type { Unit } from '#domain/unit/unit.ts';
import type { CityUnit, VerdictCounts } from '#protocol/command.ts';

/** A unit, or all units of a district together. */
export type CityRow = {
  readonly key: string;
  readonly name: string;
  readonly note: string;
  /** Null: a district, which has no list of its own. */
  readonly unitId: string | null;
  readonly counts: Omit<CityUnit, 'unitId' | 'stood'>;
};

const nothing: VerdictCounts = {
  all: 0,
  pass: 0,
  turn_back: 0,
  test_on_site: 0,
  refer_health: 0,
  hold: 0,
};

const plus = (one: VerdictCounts, other: VerdictCounts): VerdictCounts => ({
  all: one.all + other.all,
  pass: one.pass + other.pass,
  turn_back: one.turn_back + other.turn_back,
  test_on_site: one.test_on_site + other.test_on_site,
  refer_health: one.refer_health + other.refer_health,
  hold: one.hold + other.hold,
});

/** Of some units together. */
export const sumUp = (units: readonly CityRow['counts'][]): CityRow['counts'] =>
  units.reduce(
    (sum, unit) => ({
      crossings: plus(sum.crossings, unit.crossings),
      referralsOpen: sum.referralsOpen + unit.referralsOpen,
      referralsOverdue: sum.referralsOverdue + unit.referralsOverdue,
      identityWaiting: sum.identityWaiting + unit.identityWaiting,
      tablets: sum.tablets + unit.tablets,
      silent: sum.silent + unit.silent,
      unsentRecords: sum.unsentRecords + unit.unsentRecords,
    }),
    {
      crossings: nothing,
      referralsOpen: 0,
      referralsOverdue: 0,
      identityWaiting: 0,
      tablets: 0,
      silent: 0,
      unsentRecords: 0,
    },
  );

const byTrouble = (one: CityRow, other: CityRow): number =>
  other.counts.referralsOverdue - one.counts.referralsOverdue ||
  other.counts.crossings.all - one.counts.crossings.all ||
  other.counts.silent - one.counts.silent ||
  (one.name < other.name ? -1 : 1);

/** One row a unit; whoever waits too long first, then where most people cross. */
export const toUnitRows = (
  told: readonly CityUnit[],
  unitById: ReadonlyMap<string, Unit>,
): CityRow[] =>
  told
    .map((counts) => {
      const unit = unitById.get(counts.unitId);
      return {
        key: counts.unitId,
        unitId: counts.unitId,
        name: unit?.name ?? counts.unitId,
        note: [counts.unitId, unit?.district].filter(Boolean).join(' · '),
        counts,
      };
    })
    .toSorted(byTrouble);

/** One row a district, with what is not in any under its own name. */
export const toDistrictRows = (
  told: readonly CityUnit[],
  unitById: ReadonlyMap<string, Unit>,
  elsewhere: string,
): CityRow[] => {
  const byDistrict = Map.groupBy(told, ({ unitId }) => unitById.get(unitId)?.district ?? '');
  return [...byDistrict]
    .map(([district, units]) => ({
      key: district,
      unitId: null,
      name: district === '' ? elsewhere : district,
      note: String(units.length),
      counts: sumUp(units),
    }))
    .toSorted(byTrouble);
};
