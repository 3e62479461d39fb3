/**
 * The greatest keys, greatest first, each once. One pass: a common word matches thousands of records
 * and only a screenful is shown, so they are not all sorted.
 */
export const newestKeys = (keys: Iterable<string>, limit: number): string[] => {
  const newest: string[] = [];
  for (const key of keys) {
    const last = newest.at(-1);
    if (newest.length === limit && last !== undefined && key <= last) continue;
    const place = placeOf(newest, key);
    if (newest[place] === key) continue;
    newest.splice(place, 0, key);
    if (newest.length > limit) newest.pop();
  }
  return newest;
};

/** Where a key belongs among keys in falling order. */
const placeOf = (falling: readonly string[], key: string): number => {
  let low = 0;
  let high = falling.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((falling[middle] ?? '') > key) low = middle + 1;
    else high = middle;
  }
  return low;
};
