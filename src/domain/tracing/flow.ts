/** As much of a crossing as tells where somebody went. */
export type FlowStep = {
  readonly person: string;
  readonly unitId: string;
  readonly atMs: number;
};

/** How many went on from one unit to another. */
export type FlowCount = {
  readonly fromUnitId: string;
  readonly toUnitId: string;
  readonly people: number;
};

/** Who comes again later than this is on another trip. */
const longestTripMs = 24 * 3_600_000;

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** From which unit to which people went on, the most first; in whatever order the crossings are given. */
export const flowBetween = (steps: readonly FlowStep[]): FlowCount[] => {
  const counts = new Map<string, FlowCount>();
  for (const own of Map.groupBy(steps, ({ person }) => person).values()) {
    const inOrder = own.toSorted(
      (one, other) => one.atMs - other.atMs || byText(one.unitId, other.unitId),
    );
    for (const [index, step] of inOrder.entries()) {
      const before = inOrder[index - 1];
      if (before === undefined || before.unitId === step.unitId) continue;
      if (step.atMs - before.atMs > longestTripMs) continue;
      const key = `${before.unitId} ${step.unitId}`;
      const people = (counts.get(key)?.people ?? 0) + 1;
      counts.set(key, { fromUnitId: before.unitId, toUnitId: step.unitId, people });
    }
  }
  return [...counts.values()].toSorted(
    (one, other) =>
      other.people - one.people ||
      byText(one.fromUnitId, other.fromUnitId) ||
      byText(one.toUnitId, other.toUnitId),
  );
};
