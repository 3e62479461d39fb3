import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { encode } from 'cborg';
import type { PasskeyMade, PasskeyUsed } from '#protocol/passkey.ts';

const hashOf = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest();

/** User present, user verified, and credential data follows (WebAuthn §6.1). */
const present = 0x01;
const verified = 0x04;
const attested = 0x40;

export type Ceremony = {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
  /** Whether the officer's finger or face was seen; absent: it was. */
  readonly isVerified?: boolean;
};

/** An authenticator as WebAuthn describes it, with one ES256 key, in this process. */
export const softAuthenticator = (id: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const idBytes = createHash('sha256').update(id).digest();
  const credentialId = idBytes.toString('base64url');
  const coseKey = encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ]),
  );
  const dataOf = (flags: number, counter: number, { rpId, isVerified = true }: Ceremony) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([
      hashOf(rpId),
      Buffer.of(flags | present | (isVerified ? verified : 0)),
      count,
    ]);
  };
  const clientData = (type: string, { challenge, origin }: Ceremony) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const named = { id: credentialId, rawId: credentialId, type: 'public-key' as const };
  return {
    credentialId,
    make: (ceremony: Ceremony): PasskeyMade => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(idBytes.length);
      const authData = Buffer.concat([
        dataOf(attested, 0, ceremony),
        Buffer.alloc(16),
        length,
        idBytes,
        coseKey,
      ]);
      const attestation = encode({ fmt: 'none', attStmt: {}, authData: new Uint8Array(authData) });
      return {
        ...named,
        response: {
          clientDataJSON: clientData('webauthn.create', ceremony).toString('base64url'),
          attestationObject: Buffer.from(attestation).toString('base64url'),
        },
      };
    },
    use: (counter: number, ceremony: Ceremony): PasskeyUsed => {
      const authData = dataOf(0, counter, ceremony);
      const client = clientData('webauthn.get', ceremony);
      const signature = sign('sha256', Buffer.concat([authData, hashOf(client)]), privateKey);
      return {
        ...named,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: signature.toString('base64url'),
        },
      };
    },
  };
};
