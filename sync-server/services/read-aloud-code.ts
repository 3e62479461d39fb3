/** Crockford's Base32 (crockford.com/base32.html): no letter that is mistaken for a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight characters that can be read aloud, 40 bits, e.g. `7KQ2-M0XA`. */
export const mintReadAloudCode = (random: (size: number) => Uint8Array): string => {
  const letters = Array.from(random(8), (byte) => alphabet[byte % alphabet.length]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
};

/** What was meant by what somebody typed or scanned; null when it cannot be such a code. */
export const readAloudCode = (typed: string): string | null => {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain) ? `${plain.slice(0, 4)}-${plain.slice(4)}` : null;
};
