import { bytesToHex } from '@noble/hashes/utils.js';
import { operator } from '../../store/audit-line.ts';
import type { ServicePorts } from '../service-ports.ts';
import { authenticatorUri, secretBytes } from './totp.ts';

/**
 * Gives an officer a new second factor; the former one and all their sessions end.
 * @returns what the officer's authenticator scans
 */
export const resetFactor = async (
  { store, clock, random }: Pick<ServicePorts, 'store' | 'clock' | 'random'>,
  officerId: string,
): Promise<string> => {
  const secret = random(secretBytes);
  await store.transact(async (tx) => {
    const fresh = { lastStep: 0, failures: 0, waitUntilMs: 0 };
    await tx.putFactor({ officerId, secret: bytesToHex(secret), ...fresh });
    await tx.endSessionsOf(officerId);
    await tx.appendAudit({
      atMs: clock(),
      ...operator,
      deed: 'second-factor-reset',
      subjects: [officerId],
    });
  });
  return authenticatorUri(officerId, secret);
};
