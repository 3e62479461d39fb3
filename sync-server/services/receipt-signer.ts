import { createPrivateKey, generateKeyPairSync, hash, sign } from 'node:crypto';
import { z } from 'zod';
import type { ReceiptKey } from '#protocol/about.ts';
import type { Receipt } from '#protocol/reconcile.ts';
import type { Countersigned } from '#protocol/shift-statement.ts';
import type { RuleSet } from '#domain/verdict/rule-set.ts';
import type { Store } from '../store/store.ts';

/** Signs what the server states about a log, and the rules it publishes, so that both hold without the server. */
export type ReceiptSigner = {
  readonly publicKey: ReceiptKey;
  /** A compact JWS (RFC 7515), ES256. */
  readonly sign: (said: Receipt | Countersigned | { readonly ruleSet: RuleSet }) => string;
};

const privateKeySchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});

/** The ledger's own signer, made when it is first asked for. */
export const receiptSignerOf = (store: Store): (() => Promise<ReceiptSigner>) => {
  let signer: ReceiptSigner | null = null;
  return async () => (signer ??= openSigner(await readOrMakeKey(store)));
};

/** One key for the life of the database, made by whoever comes first. */
const readOrMakeKey = async (store: Store): Promise<string> => {
  const known = await store.receiptKey();
  if (known !== null) return known;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const made = JSON.stringify(privateKey.export({ format: 'jwk' }));
  return store.transact(async (tx) => {
    await tx.keepReceiptKey(made);
    return (await tx.receiptKey()) ?? made;
  });
};

const openSigner = (jwk: string): ReceiptSigner => {
  const { kty, crv, x, y, d } = privateKeySchema.parse(JSON.parse(jwk));
  const key = createPrivateKey({ key: { kty, crv, x, y, d }, format: 'jwk' });
  // RFC 7638: the members in the order of their names.
  const kid = hash('sha256', JSON.stringify({ crv, kty, x, y }), 'base64url');
  const header = toBase64url({ alg: 'ES256', kid });
  return {
    publicKey: { kty, crv, x, y, kid },
    sign: (said) => {
      const signed = `${header}.${toBase64url(said)}`;
      const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
      return `${signed}.${signature.toString('base64url')}`;
    },
  };
};

const toBase64url = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');
