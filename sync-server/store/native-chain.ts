import { hash } from 'node:crypto';

/** `nextDigest` of the domain, reckoned by the machine's own SHA-256. */
export const nativeNextDigest = (previousDigest: string, entryHash: string): string =>
  hash('sha256', Buffer.from(previousDigest + entryHash, 'hex'), 'hex');
