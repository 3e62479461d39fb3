import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base45ToBytes, bytesToBase45 } from './base45.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** RFC 9285 §4.3 and §4.4. */
const published = [
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
  ['ietf!', 'QED8WEX0'],
] as const;

describe('Base45', () => {
  it.each(published)('[COSE-1] %s as RFC 9285 writes it', (text, code) => {
    expect(bytesToBase45(utf8(text))).toBe(code);
    expect(base45ToBytes(code)).toEqual(utf8(text));
  });

  it('[COSE-1] all bytes come back, in letters that QR packs tightly', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const code = bytesToBase45(bytes);
        expect(code).toMatch(/^[0-9A-Z $%*+\-./:]*$/);
        expect(base45ToBytes(code)).toEqual(bytes);
      }),
    );
  });

  it.each(['A', 'GGW', ':::', '::', 'bb8', 'BB8\u0000', 'ＢＢ８', 'ÀB8', 'AAAA'])(
    '[COSE-1] %j is written by nobody and refused',
    (code) => {
      expect(base45ToBytes(code)).toBeNull();
    },
  );

  it('[COSE-1] what is read is the only way to write it', () => {
    const letters = fc.constantFrom(...Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'));
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 60 }), (code) => {
        const bytes = base45ToBytes(code);
        expect(bytes === null ? code : bytesToBase45(bytes)).toBe(code);
      }),
    );
  });
});
