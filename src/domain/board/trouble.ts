/** Tablets at work speak once a minute. */
export const silentAfterMs = 10 * 60_000;
/** Who has sent everything and says nothing for longer is off duty. */
export const restingAfterMs = 12 * 3_600_000;
/** What waits longer is said loudly on the tablet too. */
export const lateAfterMs = 15 * 60_000;

export type TabletVoice = 'heard' | 'silent' | 'resting' | 'never';

/** What the silence of a tablet means. */
export const voiceOf = (
  lastContactAtMs: number | null,
  unsentRecords: number,
  nowMs: number,
): TabletVoice => {
  if (lastContactAtMs === null) return 'never';
  const silentMs = nowMs - lastContactAtMs;
  if (silentMs < silentAfterMs) return 'heard';
  return silentMs >= restingAfterMs && unsentRecords === 0 ? 'resting' : 'silent';
};

/** What the board knows of a unit that may need somebody. */
export type UnitSigns = {
  readonly tablets: readonly (readonly [lastContactAtMs: number | null, unsentRecords: number])[];
  readonly unsent: number;
  readonly oldestUnsentAtMs: number | null;
  readonly conflicts: number;
  readonly quarantined: number;
};

/**
 * `at-risk`: records lie on a tablet that says nothing. `late`: they wait too long. `silent`: a tablet says
 * nothing and holds nothing. `look`: somebody has to settle or repair something.
 */
export const troubles = ['at-risk', 'late', 'silent', 'look', 'none'] as const;
export type Trouble = (typeof troubles)[number];

export const countSilent = ({ tablets }: Pick<UnitSigns, 'tablets'>, nowMs: number): number =>
  tablets.filter(([heardAtMs, unsent]) => voiceOf(heardAtMs, unsent, nowMs) === 'silent').length;

/** The worst that a unit is in. */
export const troubleOf = (unit: UnitSigns, nowMs: number): Trouble => {
  const silent = unit.tablets.filter(
    ([heardAtMs, unsent]) => voiceOf(heardAtMs, unsent, nowMs) === 'silent',
  );
  if (silent.some(([, unsent]) => unsent > 0)) return 'at-risk';
  const { oldestUnsentAtMs } = unit;
  if (oldestUnsentAtMs !== null && nowMs - oldestUnsentAtMs >= lateAfterMs) return 'late';
  if (silent.length > 0) return 'silent';
  return unit.conflicts + unit.quarantined > 0 ? 'look' : 'none';
};

type Placed = UnitSigns & { readonly unitId: string };

/** Worst first, and of what is alike the one with more to lose; units in order stay as they were. */
export const inOrderOfTrouble = <Unit extends Placed>(
  units: readonly Unit[],
  nowMs: number,
  ownUnitId: string | null,
): Unit[] => {
  const rank = (unit: Unit): number =>
    unit.unitId === ownUnitId ? -1 : troubles.indexOf(troubleOf(unit, nowMs));
  const ranks = new Map(units.map((unit) => [unit, rank(unit)]));
  const rankOf = (unit: Unit): number => ranks.get(unit) ?? 0;
  const oldest = ({ oldestUnsentAtMs }: Unit): number =>
    oldestUnsentAtMs ?? Number.MAX_SAFE_INTEGER;
  const isInOrder = (unit: Unit): boolean => rankOf(unit) === troubles.indexOf('none');
  return units.toSorted((one, other) => {
    if (rankOf(one) !== rankOf(other)) return rankOf(one) - rankOf(other);
    if (isInOrder(one)) return 0;
    return oldest(one) - oldest(other) || other.unsent - one.unsent;
  });
};
