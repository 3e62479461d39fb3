/** Letters as bits: a to z each its own, digits in pairs. Folded text has no others. */
const bitOf = (code: number): number => {
  if (code >= 97) return 1 << (code - 97);
  return 1 << (26 + ((code - 48) >> 1));
};

/** The letters of words, or only those they begin with, as one number. */
export const letterSet = (words: readonly string[], only: 'first' | 'all'): number => {
  let set = 0;
  for (const word of words) {
    const until = only === 'first' ? Math.min(word.length, 1) : word.length;
    for (let at = 0; at < until; at += 1) set |= bitOf(word.charCodeAt(at));
  }
  return set;
};

/** Whether a set has all that another one has. */
export const hasAll = (set: number, other: number): boolean => (set & other) === other;
