import type { HashTerm } from '../search-terms.ts';

/** 8 bytes: among a thousand million terms two meet by chance once in 37 ledgers, and then the open record tells. */
const termDigits = 16;

/** What lies in the index instead of a number: equal for equal, and nothing without the server's key. */
export const hashTraceTerm = (hashTerm: HashTerm, term: string): string =>
  hashTerm(`trace ${term}`).slice(0, termDigits);
