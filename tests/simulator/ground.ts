/** What truly happened, noted outside of everything that is being tested. */
export type Ground = {
  readonly noteSaved: (entryIds: readonly string[]) => void;
  readonly notePoison: (entryId: string) => void;
  /** Taken off a tablet's disk by the simulation itself. */
  readonly noteDestroyed: (entryIds: readonly string[]) => void;
  readonly saved: ReadonlySet<string>;
  readonly poison: ReadonlySet<string>;
  readonly destroyed: ReadonlySet<string>;
};

export const createGround = (): Ground => {
  const saved = new Set<string>();
  const poison = new Set<string>();
  const destroyed = new Set<string>();
  const addAll = (set: Set<string>) => (entryIds: readonly string[]) => {
    for (const entryId of entryIds) set.add(entryId);
  };
  return {
    saved,
    poison,
    destroyed,
    noteSaved: addAll(saved),
    notePoison: (entryId) => poison.add(entryId),
    noteDestroyed: addAll(destroyed),
  };
};
