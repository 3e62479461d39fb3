import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** Lower-case hex SHA-256 of a frozen entry's bytes. */
export const hashOf = (frame: Uint8Array): string => bytesToHex(sha256(frame));

/** `digest(0)`: the chain of a log begins with the log's own name. */
export const genesisDigest = (logId: string): string => bytesToHex(sha256(utf8ToBytes(logId)));

/** `digest(n) = SHA-256(digest(n-1) ‖ hash(n))`, all lower-case hex. */
export const nextDigest = (previousDigest: string, entryHash: string): string =>
  bytesToHex(sha256(concatBytes(hexToBytes(previousDigest), hexToBytes(entryHash))));
