/** The chain is equal at one position and differs at a later one. */
export type DifferenceSpan = { readonly equalAt: number; readonly differsAt: number };

type Probe = { readonly position: number; readonly digest: string };

/** Where to compare next: evenly between, at most so many. Empty when the two are neighbours. */
export const chooseProbes = ({ equalAt, differsAt }: DifferenceSpan, limit = 64): number[] => {
  const between = differsAt - equalAt - 1;
  const count = Math.min(limit, between);
  return Array.from(
    { length: count },
    (_, index) => equalAt + Math.ceil(((index + 1) * (between + 1)) / (count + 1)),
  ).filter((position, index, all) => position < differsAt && position !== all[index - 1]);
};

/** A chain that differs once differs ever after, so every probe halves on one side. */
export const narrowDifference = (
  span: DifferenceSpan,
  own: readonly Probe[],
  theirs: readonly Probe[],
): DifferenceSpan => {
  const ownAt = new Map(own.map(({ position, digest }) => [position, digest]));
  const compared = theirs.filter(({ position }) => ownAt.has(position));
  const equal = compared.filter(({ position, digest }) => ownAt.get(position) === digest);
  const differing = compared.filter(({ position, digest }) => ownAt.get(position) !== digest);
  const differsAt = Math.min(span.differsAt, ...differing.map(({ position }) => position));
  const below = equal.map(({ position }) => position).filter((position) => position < differsAt);
  return { equalAt: Math.max(span.equalAt, ...below), differsAt };
};
