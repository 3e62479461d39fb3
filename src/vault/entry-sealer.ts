import { concatBytes } from '@noble/hashes/utils.js';
import { nonceOf, sealedHeader, sealingInfo } from '#domain/log/sealed-frame.ts';
import type { SealingKey } from '#domain/log/sealing-key.ts';

/** Seals a frame so that the server alone can open it. */
export type EntrySealer = (frame: Uint8Array, to: SealingKey) => Promise<Uint8Array>;

type Sealing = { readonly ephemeral: Uint8Array; readonly key: CryptoKey; counter: number };

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;

/**
 * A sealer for the life of this page: one ephemeral key pair for each of the server's keys, of which nobody
 * ever holds the private part outside of this memory. What it sealed it cannot open either, once it is gone.
 */
export const createEntrySealer = (): EntrySealer => {
  const sealingById = new Map<string, Promise<Sealing>>();
  return async (frame, to) => {
    const begun = sealingById.get(to.keyId) ?? beginSealing(to);
    sealingById.set(to.keyId, begun);
    // What failed once is tried anew by the next.
    begun.catch(() => sealingById.delete(to.keyId));
    const sealing = await begun;
    const header = sealedHeader(to.keyId, sealing.ephemeral, sealing.counter++);
    const sealed = await crypto.subtle.encrypt(
      {
        name: 'AES-GCM',
        iv: Uint8Array.from(nonceOf(header)),
        additionalData: Uint8Array.from(header),
      },
      sealing.key,
      Uint8Array.from(frame),
    );
    return concatBytes(header, new Uint8Array(sealed));
  };
};

const beginSealing = async ({ keyId, jwk }: SealingKey): Promise<Sealing> => {
  const { subtle } = crypto;
  const pair = await subtle.generateKey(curve, false, ['deriveBits']);
  const theirs = await subtle.importKey('jwk', { ...jwk }, curve, false, []);
  const secret = await subtle.deriveBits({ name: 'ECDH', public: theirs }, pair.privateKey, 256);
  const ephemeral = compress(new Uint8Array(await subtle.exportKey('raw', pair.publicKey)));
  const material = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const info = Uint8Array.from(sealingInfo(keyId, ephemeral));
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  return { ephemeral, key, counter: 0 };
};

/** SEC 1 §2.3.3: the sign of y, then x. @param point `4 ‖ x ‖ y` */
const compress = (point: Uint8Array): Uint8Array =>
  concatBytes(Uint8Array.of(2 + ((point[64] ?? 0) & 1)), point.subarray(1, 33));
