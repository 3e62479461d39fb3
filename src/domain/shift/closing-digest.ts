import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encode, rfc8949EncodeOptions } from 'cborg';
import type { ShiftClosing } from './shift-closing.ts';

/** Everything that is signed of a closing. */
export type UnsignedClosing = Omit<ShiftClosing, 'signature' | 'countersignature'>;

/** What tablet and server sign: SHA-256 over its deterministic CBOR (RFC 8949 §4.2.1), lower-case hex. */
export const closingDigest = ({
  shiftId,
  records,
  logs,
  exceptions,
  verdicts,
  papers,
  proof,
}: UnsignedClosing): string =>
  bytesToHex(
    sha256(
      encode(
        { shiftId, records, logs, exceptions, verdicts, papers, proof },
        {
          ...rfc8949EncodeOptions,
          ignoreUndefinedProperties: true,
        },
      ),
    ),
  );

/** All logs of a closing in one: SHA-256 over their ids, positions and digests, sorted by id. */
export const logsDigest = (logs: ShiftClosing['logs']): string =>
  bytesToHex(
    sha256(
      encode(
        logs
          .map(({ logId, position, digest }) => [logId, position, digest] as const)
          .toSorted(([left], [right]) => (left < right ? -1 : 1)),
        rfc8949EncodeOptions,
      ),
    ),
  );
