import { hash } from 'node:crypto';

/** `hashOf` of the domain, reckoned by the machine's own SHA-256, which is several times as fast. */
export const nativeHashOf = (frame: Uint8Array): string => hash('sha256', frame, 'hex');

/** `transferCheck` of the wire. @param hashes lower-case hex */
export const isWholeTransfer = (hashes: readonly string[], check: Uint8Array): boolean =>
  hash('sha256', Buffer.from(hashes.join(''), 'hex'), 'buffer').equals(check);
