import { createPrivateKey, generateKeyPairSync, hash, randomUUID, sign } from 'node:crypto';
import { deviceKeySchema, type DeviceKey } from '#protocol/device-key.ts';
import { signatureHeaders, textToSign } from '#protocol/request-signature.ts';

/** A tablet that is not the real one, with a key of its own: plain data, which may cross into another process. */
export type TestSigner = {
  readonly deviceId: string;
  readonly publicKey: DeviceKey;
  /** PKCS #8 in PEM. */
  readonly privateKey: string;
};

export const makeTestSigner = (deviceId: string = randomUUID()): TestSigner => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    deviceId,
    publicKey: deviceKeySchema.parse(pair.publicKey.export({ format: 'jwk' })),
    privateKey: String(pair.privateKey.export({ format: 'pem', type: 'pkcs8' })),
  };
};

export type TestRequest = {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly body?: string | Uint8Array;
};

/** The headers that a client in another language would send. */
export const signedHeaders = (
  { deviceId, privateKey }: TestSigner,
  { method, target, body = '' }: TestRequest,
): Record<string, string> => {
  const nonce = randomUUID();
  const bodyHash = hash('sha256', body);
  const text = textToSign({ deviceId, method, target, bodyHash, nonce });
  const key = createPrivateKey(privateKey);
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return {
    [signatureHeaders.device]: deviceId,
    [signatureHeaders.nonce]: nonce,
    [signatureHeaders.body]: bodyHash,
    [signatureHeaders.signature]: signature.toString('base64url'),
  };
};
