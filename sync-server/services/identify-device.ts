import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { hashOf } from '#domain/log/chain.ts';
import type { VerifySignature } from '#domain/qr/trust-key.ts';
import { deviceKeySchema, type DeviceKey } from '#protocol/device-key.ts';
import { textToSign, type SignedFacts } from '#protocol/request-signature.ts';
import type { EnrolledDevice } from '../store/device.ts';
import type { ServicePorts } from './service-ports.ts';

/** Tokens are 256 random bits, so one plain hash keeps them: nothing to guess, nothing to salt. */
export const tokenToHash = (token: string): string => hashOf(new TextEncoder().encode(token));

/** A key as it is kept: the members in the order of their names. */
export const keyToText = ({ crv, kty, x, y }: DeviceKey): string =>
  JSON.stringify({ crv, kty, x, y });

/** A request that says which tablet sends it, and its signature in base64url. */
export type SignedRequest = SignedFacts & { readonly signature: string };

/** The tablet that holds this token, or null. A tablet that has a key is not known by its token any more. */
export const identifyByToken = async (
  { store }: Pick<ServicePorts, 'store'>,
  token: string,
): Promise<EnrolledDevice | null> => {
  const device = await store.findDeviceByToken(tokenToHash(token));
  return device?.publicKey === null ? device : null;
};

/** The tablet that signed the request, or null. */
export const identifyBySignature = async (
  { store }: Pick<ServicePorts, 'store'>,
  request: SignedRequest,
): Promise<EnrolledDevice | null> => {
  const device = await store.findDevice(request.deviceId);
  if (!device || device.publicKey === null) return null;
  return isSignedBy(device.publicKey, request) ? device : null;
};

/** Whether the request was signed by this very key. @param publicKey as `keyToText` gives it */
export const isSignedBy = (publicKey: string, { signature, ...facts }: SignedRequest): boolean => {
  const key = importKey(publicKey);
  if (key === null) return false;
  const signed = Buffer.from(textToSign(facts));
  const bytes = Buffer.from(signature, 'base64url');
  return verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, bytes);
};

/** Checks a P-256 signature with the machine's own cryptography. */
export const verifyHere: VerifySignature = async ({ jwk }, data, signature) => {
  const key = jwk.kty === 'EC' ? importKey(keyToText(jwk)) : null;
  return key !== null && verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
};

/** Keys that stay imported: a city's tablets, at a kilobyte or so each. */
const keysInMemory = 4096;
const keyByText = new Map<string, KeyObject>();

/** Null: a point that is not on the curve. */
const importKey = (publicKey: string): KeyObject | null => {
  const known = keyByText.get(publicKey);
  if (known) return known;
  try {
    const jwk = deviceKeySchema.parse(JSON.parse(publicKey));
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    // The oldest goes; who comes back is imported again.
    if (keyByText.size >= keysInMemory) keyByText.delete(keyByText.keys().next().value ?? '');
    keyByText.set(publicKey, key);
    return key;
  } catch {
    return null;
  }
};
