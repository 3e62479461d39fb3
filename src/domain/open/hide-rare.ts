/** What is told of one crossing besides unit and hour; null: unknown, or too few were like it. */
export type Traits = Readonly<Record<(typeof traits)[number], string | null>>;

/** In the order in which they are given up. */
const traits = ['verdict', 'vehicle', 'channel', 'direction'] as const;

/** Fewer alike could be somebody whom one knows (as in `crossing-statistics.ts`). */
const leastAlike = 5;

const keyOf = (one: Traits): string => JSON.stringify(traits.map((trait) => one[trait]));

/**
 * The crossings of one unit in one hour so that at least five are alike in all that is told of them: what is
 * rare gives up one trait after the other. Fewer than five in all are not told.
 */
export const hideRare = (crossings: readonly Traits[]): Traits[] => {
  if (crossings.length < leastAlike) return [];
  const told: Traits[] = [];
  let left: readonly Traits[] = crossings;
  for (const trait of [...traits, null]) {
    const groups = [...Map.groupBy(left, keyOf).values()].toSorted(
      (one, other) => other.length - one.length,
    );
    const plenty = groups.filter((group) => group.length >= leastAlike);
    const rest = groups.filter((group) => group.length < leastAlike).flat();
    // Were the rest fewer than five, the count alone would tell of them: the smallest joins them.
    const joining = rest.length > 0 && rest.length < leastAlike ? plenty.splice(-1).flat() : [];
    told.push(...plenty.flat());
    left = [...rest, ...joining].map((one) => (trait === null ? one : { ...one, [trait]: null }));
  }
  // Too few were left to be alike in nothing: they join whoever is told least.
  return left.length === 0 ? told : blank(told, left.length);
};

const nothing: Traits = { verdict: null, vehicle: null, channel: null, direction: null };

const blank = (told: readonly Traits[], rest: number): Traits[] => {
  const groups = [...Map.groupBy(told, keyOf).values()].toSorted(
    (one, other) => one.length - other.length,
  );
  const joining = groups.shift()?.length ?? 0;
  return [...groups.flat(), ...Array.from({ length: joining + rest }, () => nothing)];
};
