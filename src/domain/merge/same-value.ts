/** Whether two kept values say the same. Lists are sets of answers; the order of keys means nothing. */
export const sameValue = (left: unknown, right: unknown): boolean =>
  left === right || toComparable(left) === toComparable(right);

const toComparable = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) => {
    if (Array.isArray(each)) return each.map(toComparable).toSorted();
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(
      Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)),
    );
  }) ?? '';
