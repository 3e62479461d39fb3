import { generateKeyPairSync, hash } from 'node:crypto';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { trustKeyName, trustKeySchema, type TrustKey } from '#domain/qr/trust-key.ts';
import type { StoredTrustKey } from '../../store/online-declaration.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';

/** Who signs declarations here, as their codes say it. */
const ownIssuer = 'VN';

/** A tablet is expected to have heard of a key this long after it was told. */
const publishedAheadMs = 24 * 3_600_000;

const keyIdBytes = 4;

const makeKey = (notBeforeMs: number): StoredTrustKey => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const point = publicKey.export({ format: 'der', type: 'spki' }).subarray(-65);
  return {
    key: trustKeySchema.parse({
      keyId: hash('sha256', point, 'hex').slice(0, 2 * keyIdBytes),
      purpose: 'declaration',
      issuer: ownIssuer,
      algorithm: 'ES256',
      // As exact as the time that a code says.
      notBeforeMs: Math.floor(notBeforeMs / 1000) * 1000,
      notAfterMs: null,
      withdrawnAtMs: null,
      jwk: publicKey.export({ format: 'jwk' }),
    }),
    secret: JSON.stringify(privateKey.export({ format: 'jwk' })),
  };
};

/** Our own keys that may sign at this moment or later, the one that begins first in front. */
export const signingKeys = (keys: readonly StoredTrustKey[], nowMs: number): StoredTrustKey[] =>
  keys
    .filter(
      ({ key, secret }) =>
        secret !== null &&
        key.withdrawnAtMs === null &&
        (key.notAfterMs === null || key.notAfterMs > nowMs),
    )
    .toSorted((one, other) => one.key.notBeforeMs - other.key.notBeforeMs);

const keepAll = async (tx: StoreTransactor, keys: readonly StoredTrustKey[]): Promise<void> => {
  for (const one of keys) await tx.putTrustKey(one);
  const lines = keys.map(({ key }) => ({ kind: 'trust-key', audience: null, body: key }));
  await tx.appendFeed('reference', lines);
};

/**
 * Makes another signing key and tells of it at once; it signs from a day later on, when tablets know it, and
 * until then the former one does. The first one signs at once.
 * @param fromMs when it begins to sign, should it be another moment
 */
export const addSigningKey = (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  fromMs?: number,
): Promise<TrustKey> =>
  store.transact(async (tx) => {
    const nowMs = clock();
    const standing = signingKeys(await tx.listTrustKeys('ours'), nowMs);
    const notBeforeMs = fromMs ?? (standing.length === 0 ? nowMs : nowMs + publishedAheadMs);
    const made = makeKey(notBeforeMs);
    const endMs = made.key.notBeforeMs;
    const replaced = standing.map(({ key, secret }) => ({
      key: { ...key, notAfterMs: Math.min(key.notAfterMs ?? endMs, endMs) },
      secret,
    }));
    await keepAll(tx, [...replaced, made]);
    return made.key;
  });

/** Makes the first signing key of a ledger that never had one. */
export const ensureSigningKey = async (
  ports: Pick<ServicePorts, 'store' | 'clock'>,
): Promise<void> => {
  const keys = await ports.store.listTrustKeys('ours');
  if (keys.length === 0) await addSigningKey(ports);
};

/** Adds keys of other issuers; one that is known gets its new dates, and stays withdrawn if it was. */
export const importKeys = ({ store }: Pick<ServicePorts, 'store'>, keys: readonly TrustKey[]) =>
  store.transact(async (tx) => {
    const known = new Map(
      (await tx.listTrustKeys()).map((one) => [trustKeyName(one.key), one] as const),
    );
    const taken = keys
      .filter((key) => known.get(trustKeyName(key))?.secret == null)
      .map((key) => ({
        key: {
          ...key,
          withdrawnAtMs: known.get(trustKeyName(key))?.key.withdrawnAtMs ?? key.withdrawnAtMs,
        },
        secret: null,
      }));
    await keepAll(tx, taken);
    return taken.length;
  });

/** Takes a key back: nothing it ever signed is believed any more. Our last one is replaced at once. */
export const withdrawKey = (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  keyId: string,
): Promise<Result<readonly TrustKey[], 'key/unknown'>> =>
  store.transact(async (tx) => {
    const nowMs = clock();
    const keys = await tx.listTrustKeys();
    const meant = keys.filter(({ key }) => key.keyId === keyId && key.withdrawnAtMs === null);
    if (meant.length === 0) return fail('key/unknown');
    const withdrawn = meant.map(({ key, secret }) => ({
      key: { ...key, withdrawnAtMs: nowMs },
      secret,
    }));
    const left = signingKeys(
      keys.filter((one) => !meant.includes(one)),
      nowMs,
    ).filter(({ key }) => key.notBeforeMs <= nowMs);
    const isOurs = meant.some(({ secret }) => secret !== null);
    const fresh = isOurs && left.length === 0 ? [makeKey(nowMs)] : [];
    await keepAll(tx, [...withdrawn, ...fresh]);
    return ok([...withdrawn, ...fresh].map(({ key }) => key));
  });
