import { deviceKeySchema, type DeviceKey } from '#protocol/device-key.ts';
import { signatureHeaders, textToSign } from '#protocol/request-signature.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A key that can sign here and can be taken nowhere, and its public half. */
export type OwnKey = { readonly signingKey: CryptoKey; readonly publicKey: DeviceKey };

export const makeOwnKey = async (): Promise<OwnKey> => {
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return {
    signingKey: pair.privateKey,
    publicKey: deviceKeySchema.parse({ kty, crv, x, y }),
  };
};

/** Who signs: a tablet with its own key. */
export type Signer = { readonly deviceId: string; readonly signingKey: CryptoKey };

/** r and s, 32 bytes each. */
export const signBytes = async (key: CryptoKey, bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.sign(algorithm, key, new Uint8Array(bytes)));

export type RequestToSign = {
  readonly method: string;
  readonly url: string;
  /** '' for none. */
  readonly body: Uint8Array<ArrayBuffer> | string;
};

/** The headers that prove who sends this very request. */
export const signRequest = async (
  { deviceId, signingKey }: Signer,
  { method, url, body }: RequestToSign,
): Promise<Record<string, string>> => {
  const encoder = new TextEncoder();
  const bytes = typeof body === 'string' ? encoder.encode(body) : body;
  const bodyHash = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  const nonce = toHex(crypto.getRandomValues(new Uint8Array(16)));
  // As `fetch` sends it; the origin is not part of it, whatever the server is called from here.
  const { pathname, search } = new URL(url, 'http://localhost');
  const facts = { deviceId, method, target: `${pathname}${search}`, bodyHash, nonce };
  const text = encoder.encode(textToSign(facts));
  const signature = new Uint8Array(await crypto.subtle.sign(algorithm, signingKey, text));
  return {
    [signatureHeaders.device]: deviceId,
    [signatureHeaders.nonce]: nonce,
    [signatureHeaders.body]: bodyHash,
    [signatureHeaders.signature]: toBase64url(signature),
  };
};

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const toBase64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
