import { bytesToHex } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { OpenCollection, OpenRole } from '#domain/open/open-role.ts';
import { operator } from '../../store/audit-line.ts';
import type { OpenKey } from '../../store/open-keys.ts';
import { tokenToHash } from '../identify-device.ts';
import type { ServicePorts } from '../service-ports.ts';

const keyBytes = 32;

/** Makes a key of the open data; it is said this once, and kept hashed. */
export const makeOpenKey = async (
  { store, clock, random }: Pick<ServicePorts, 'store' | 'clock' | 'random'>,
  { holder, role }: { readonly holder: string; readonly role: OpenRole },
): Promise<{ readonly keyId: string; readonly key: string }> => {
  const keyId = bytesToHex(random(4));
  const key = Buffer.from(random(keyBytes)).toString('base64url');
  const madeAtMs = clock();
  await store.transact(async (tx) => {
    await tx.insertOpenKey({ keyId, keyHash: tokenToHash(key), holder, role, madeAtMs });
    await tx.appendAudit({ atMs: madeAtMs, ...operator, deed: 'open-key-made', subjects: [keyId] });
  });
  return { keyId, key };
};

/** From the next request on it opens nothing. */
export const revokeOpenKey = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  keyId: string,
): Promise<Result<string, 'open-key/unknown'>> => {
  const atMs = clock();
  const isRevoked = await store.transact(async (tx) => {
    const revoked = await tx.revokeOpenKey(keyId, atMs);
    const note = { atMs, ...operator, deed: 'open-key-revoked', subjects: [keyId] };
    if (revoked) await tx.appendAudit(note);
    return revoked;
  });
  return isRevoked ? ok(keyId) : fail('open-key/unknown');
};

/** Notes that a key was used, and for whose data; before the data is told. */
export const noteOpenUse = (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  { keyId, role }: OpenKey,
  collection: OpenCollection,
  subjects: readonly string[],
): Promise<void> =>
  store.transact((tx) =>
    tx.appendAudit({
      atMs: clock(),
      officerId: `open-key:${keyId}`,
      role,
      unitId: null,
      deviceId: null,
      deed: `open-${collection}`,
      subjects,
    }),
  );
