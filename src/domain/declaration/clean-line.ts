/**
 * Typed text as it is kept: NFC, on one line, single spaces, no control characters.
 * Unpaired surrogates cannot be encoded; they become the replacement character, as on any wire.
 */
export const cleanLine = (typed: string): string =>
  typed
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
