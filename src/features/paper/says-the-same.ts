/** What JSON tells whole; of a map or a set it tells nothing. */
const isPlain = (value: unknown): boolean =>
  Array.isArray(value) ||
  (typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype);

/** What is said of an answer is worked out anew with each stroke, and is mostly the same. */
const saysTheSame = (one: unknown, other: unknown): boolean =>
  one === other ||
  (isPlain(one) && isPlain(other) && JSON.stringify(one) === JSON.stringify(other));

/** For `memo`: a part of the screen is drawn anew only where it is handed something else to say, or another deed to do. */
export const isHandedTheSame = <Props extends object>(one: Props, other: Props): boolean =>
  (Object.keys(other) as (keyof Props)[]).every((name) => saysTheSame(one[name], other[name]));
