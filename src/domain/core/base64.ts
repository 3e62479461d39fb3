const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueByCode = new Uint8Array(128);
for (let value = 0; value < alphabet.length; value += 1) {
  valueByCode[alphabet.charCodeAt(value)] = value;
}

/** Standard base64 (RFC 4648 §4) that is known to be well formed: a constant of this program. */
export const base64ToBytes = (text: string): Uint8Array => {
  const letters = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4));
  let held = 0;
  let heldBits = 0;
  let written = 0;
  for (let index = 0; index < letters.length; index += 1) {
    held = (held << 6) | (valueByCode[letters.charCodeAt(index)] ?? 0);
    heldBits += 6;
    if (heldBits < 8) continue;
    heldBits -= 8;
    bytes[written] = (held >> heldBits) & 0xff;
    written += 1;
  }
  return bytes;
};
