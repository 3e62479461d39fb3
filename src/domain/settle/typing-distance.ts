/**
 * How many slips of a hand lie between two texts: a letter wrong, missing or too many, or two neighbours
 * swapped (optimal string alignment). Given up beyond the limit.
 * @returns at most `limit` + 1
 */
export const typingDistance = (left: string, right: string, limit: number): number => {
  if (left === right) return 0;
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const changed = (last[column - 1] ?? 0) + (isSame ? 0 : 1);
      const dropped = (last[column] ?? 0) + 1;
      const added = (current[column - 1] ?? 0) + 1;
      const swapped = isSwapped && row > 1 && column > 1 ? (before[column - 2] ?? 0) + 1 : Infinity;
      current.push(Math.min(changed, dropped, added, swapped));
    }
    if (Math.min(...current) > limit) return limit + 1;
    [before, last] = [last, current];
  }
  return Math.min(last[right.length] ?? 0, limit + 1);
};
