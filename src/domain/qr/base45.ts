/** In this order a QR code's alphanumeric mode knows them (RFC 9285 §4.2). */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const valueByLetter: ReadonlyMap<string, number> = new Map(
  Array.from(alphabet, (letter, value) => [letter, value]),
);

export const bytesToBase45 = (bytes: Uint8Array): string => {
  const letters: string[] = [];
  for (let index = 0; index < bytes.length; index += 2) {
    const isPair = index + 1 < bytes.length;
    const first = bytes[index] ?? 0;
    let rest = isPair ? first * 256 + (bytes[index + 1] ?? 0) : first;
    for (let written = 0; written < (isPair ? 3 : 2); written += 1) {
      letters.push(alphabet[rest % 45] ?? '');
      rest = Math.floor(rest / 45);
    }
  }
  return letters.join('');
};

/** Null for what no encoder writes: a letter of another alphabet, a lonely one, a group beyond its bytes. */
export const base45ToBytes = (text: string): Uint8Array | null => {
  if (text.length % 3 === 1) return null;
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 3) {
    const values = Array.from(text.slice(index, index + 3), (letter) => valueByLetter.get(letter));
    const [low, middle, high] = values;
    if (low === undefined || middle === undefined) return null;
    if (values.length === 2) {
      const byte = low + 45 * middle;
      if (byte > 0xff) return null;
      bytes.push(byte);
      continue;
    }
    if (high === undefined) return null;
    const pair = low + 45 * middle + 45 * 45 * high;
    if (pair > 0xffff) return null;
    bytes.push(pair >> 8, pair & 0xff);
  }
  return Uint8Array.from(bytes);
};
