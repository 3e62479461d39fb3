import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import type { StoredTrustKey } from '../../store/online-declaration.ts';
import type { StoreReader } from '../../store/store.ts';
import { signingKeys } from './keep-keys.ts';

export type DeclarationSigner = {
  readonly keyId: string;
  readonly issuer: string;
  /** ES256: r and s, 32 bytes each. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
};

/** Reading a private key costs more than signing with it. */
const opened = new Map<string, KeyObject>();

const openKey = (jwk: string): KeyObject => {
  const known = opened.get(jwk);
  if (known) return known;
  opened.clear();
  const key = createPrivateKey({ key: JSON.parse(jwk), format: 'jwk' });
  opened.set(jwk, key);
  return key;
};

/** The key that signs at this moment; null: there is none. */
export const signerAt = async (
  store: Pick<StoreReader, 'listTrustKeys'>,
  nowMs: number,
): Promise<DeclarationSigner | null> => {
  const started = signingKeys(await store.listTrustKeys('ours'), nowMs).filter(
    ({ key }) => key.notBeforeMs <= nowMs,
  );
  const newest: StoredTrustKey | undefined = started.at(-1);
  if (!newest || newest.secret === null) return null;
  const key = openKey(newest.secret);
  return {
    keyId: newest.key.keyId,
    issuer: newest.key.issuer,
    sign: (bytes) => sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }),
  };
};
