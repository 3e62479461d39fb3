type Parts = readonly (readonly string[])[];

/** Whether the rest of a typed word is beginnings of the words of one part and then of other parts. */
const spells = (
  rest: string,
  parts: Parts,
  used: number,
  part: number,
  word: number,
): number | null => {
  if (rest === '') return used;
  const current = parts[part]?.[word];
  if (current === undefined) return begins(rest, parts, used);
  const longest = Math.min(rest.length, current.length);
  for (let length = 1; length <= longest && rest[length - 1] === current[length - 1]; length += 1) {
    const end = spells(rest.slice(length), parts, used, part, word + 1);
    if (end !== null) return end;
  }
  return null;
};

const begins = (typed: string, parts: Parts, used: number): number | null => {
  for (let part = 0; part < parts.length; part += 1) {
    const isFree = (used & (1 << part)) === 0;
    if (!isFree || parts[part]?.[0]?.[0] !== typed[0]) continue;
    const end = spells(typed, parts, used | (1 << part), part, 0);
    if (end !== null) return end;
  }
  return null;
};

/**
 * Whether typed words are short forms of the parts of a place, each part once and in any order:
 * "lh dd", "ddlh", "lang ha dd", "hkiem". A part may be typed as words of its own, too.
 */
export const areShortForms = (typed: readonly string[], parts: Parts): boolean => {
  /** @param words not typed yet as words of their own; null: none was, and there are all of them */
  const goOn = (index: number, used: number, words: readonly string[] | null): boolean => {
    const word = typed[index];
    if (word === undefined) return true;
    const end = begins(word, parts, used);
    if (end !== null && goOn(index + 1, end, words)) return true;
    if (words === null && !parts.some((part) => part.some((one) => one.startsWith(word))))
      return false;
    const left = words ?? parts.flat();
    const at = left.findIndex((candidate) => candidate.startsWith(word));
    return at >= 0 && goOn(index + 1, used, left.toSpliced(at, 1));
  };
  return goOn(0, 0, null);
};

/** Whether a typed word is a short form of the first part, all its words begun, and perhaps goes on with others. */
export const beginsWithFirst = (typed: string, parts: Parts): boolean =>
  spells(typed, parts, 1, 0, 0) !== null;

/** The first letters of words: "lang ha" is "lh". */
export const initialsOf = (words: readonly string[]): string =>
  words.map((word) => word.slice(0, 1)).join('');
