import type { Officer } from '../officer/officer.ts';
import { reachesOfficer, reachesPlace, type Aim, type Place } from './aim.ts';

type At = { readonly unitId: string; readonly deviceId: string };
type Known = Pick<Officer, 'officerId' | 'name' | 'role' | 'unitId'>;

/** What an officer said of a bulletin, on a tablet of which unit. */
export type Receipt = {
  readonly kind: 'read' | 'acknowledged';
  readonly officerId: string;
  readonly unitId: string;
};

export type ReachGround = {
  readonly units: readonly Place[];
  /** At work. */
  readonly tablets: readonly At[];
  /** Tablets that have pulled it. */
  readonly reached: readonly At[];
  readonly officers: readonly Known[];
  readonly receipts: readonly Receipt[];
};

/** Null: officers of the whole city, who stand at no one unit. */
type UnitReach = {
  readonly unitId: string | null;
  readonly tablets: number;
  readonly reached: number;
  readonly officers: number;
  readonly read: number;
  readonly acknowledged: number;
};

export type Reach = {
  readonly units: readonly UnitReach[];
  /** Those it is for who have not acknowledged it. */
  readonly missing: readonly (Pick<Known, 'officerId' | 'name' | 'unitId'> & {
    readonly hasRead: boolean;
  })[];
};

const keyOf = ({ unitId, deviceId }: At): string => `${unitId} ${deviceId}`;

/**
 * Whom a bulletin has reached, by unit. A tablet and an officer count once, however often and in whatever order
 * they were heard; whoever acknowledged has read it.
 */
export const countReach = (
  aim: Aim,
  { units, tablets, reached, officers, receipts }: ReachGround,
): Reach => {
  const placeOf = new Map(units.map((unit) => [unit.unitId, unit]));
  const isAimed = (unitId: string) => {
    const place = placeOf.get(unitId);
    return place !== undefined && reachesPlace(aim, place);
  };
  const isForAll = aim.to === 'everyone' || aim.to === 'officers' || aim.to === 'roles';
  const readers = new Set(receipts.map(({ officerId }) => officerId));
  const acknowledged = new Set(
    receipts.flatMap(({ kind, officerId }) => (kind === 'acknowledged' ? [officerId] : [])),
  );
  const isFor = ({ role, unitId }: Known): boolean => {
    if (unitId !== null) {
      const place = placeOf.get(unitId);
      return place !== undefined && reachesOfficer(aim, { ...place, role });
    }
    // At whichever unit they are.
    return isForAll && reachesOfficer(aim, { unitId: '', district: '', role });
  };
  const known = new Map(officers.map((officer) => [officer.officerId, officer]));
  const counted = new Map<string, Pick<Known, 'officerId' | 'name' | 'unitId'>>();
  for (const officer of known.values()) {
    if (isFor(officer)) counted.set(officer.officerId, officer);
  }
  // Who was there when it came, and has gone or serves elsewhere now.
  for (const { officerId, unitId } of receipts.toSorted(byUnit)) {
    if (counted.has(officerId)) continue;
    const { name = officerId, unitId: home = unitId } = known.get(officerId) ?? {};
    counted.set(officerId, { officerId, name, unitId: home });
  }
  const aimed = new Map(
    tablets.filter(({ unitId }) => isAimed(unitId)).map((one) => [keyOf(one), one]),
  );
  const pulled = new Set(reached.map(keyOf));
  const tabletsOf = Map.groupBy(aimed.values(), ({ unitId }): string | null => unitId);
  const officersOf = Map.groupBy(counted.values(), ({ unitId }) => unitId);
  const rows = [...new Set([...tabletsOf.keys(), ...officersOf.keys()])].map(
    (unitId): UnitReach => {
      const held = tabletsOf.get(unitId) ?? [];
      const of = officersOf.get(unitId) ?? [];
      return {
        unitId,
        tablets: held.length,
        reached: held.filter((one) => pulled.has(keyOf(one))).length,
        officers: of.length,
        read: of.filter(({ officerId }) => readers.has(officerId)).length,
        acknowledged: of.filter(({ officerId }) => acknowledged.has(officerId)).length,
      };
    },
  );
  const missing = [...counted.values()]
    .filter(({ officerId }) => !acknowledged.has(officerId))
    .map(({ officerId, name, unitId }) => ({
      officerId,
      name,
      unitId,
      hasRead: readers.has(officerId),
    }));
  return { units: rows, missing };
};

const byUnit = (one: Receipt, other: Receipt): number => (one.unitId < other.unitId ? -1 : 1);
