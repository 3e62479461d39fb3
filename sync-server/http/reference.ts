/** Crockford's Base32 (crockford.com/base32.html): no letter that is mistaken for a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight characters that an officer can read aloud, e.g. `7KQ2-M0XA`. */
export const mintReference = (random: (size: number) => Uint8Array): string => {
  const letters = Array.from(random(8), (byte) => alphabet[byte % alphabet.length]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
};
