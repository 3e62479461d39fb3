import type { ReceiptKey } from '#protocol/about.ts';

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> => {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
};

const textOf = (base64url: string): string => new TextDecoder().decode(bytesOf(base64url));

/**
 * What a compact JWS (RFC 7515 §3.1) carries, when it is JSON and signed with this very key by ES256
 * (RFC 7518 §3.4); null otherwise, whatever the header claims.
 */
export const readSignedJson = async (jws: string, key: ReceiptKey): Promise<unknown> => {
  const [header = '', payload = '', signature = '', ...more] = jws.split('.');
  try {
    const { alg, kid }: { alg?: unknown; kid?: unknown } = JSON.parse(textOf(header));
    if (more.length > 0 || alg !== 'ES256' || kid !== key.kid) return null;
    const { kty, crv, x, y } = key;
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const jwk = { kty, crv, x, y };
    const imported = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
    const signed = new TextEncoder().encode(`${header}.${payload}`);
    const isTrue = await crypto.subtle.verify(algorithm, imported, bytesOf(signature), signed);
    return isTrue ? JSON.parse(textOf(payload)) : null;
  } catch {
    return null;
  }
};
