import { createPrivateKey, sign } from 'node:crypto';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { genesisDigest, nextDigest } from '#domain/log/chain.ts';
import { chotFileToBytes } from '#protocol/chot-file.ts';
import { prepareParcel, type Parcel } from '#protocol/parcel.ts';
import { pushToBody } from '#protocol/push-body.ts';
import { protocolVersion } from '#protocol/version.ts';
import type { PlacedEntry } from '../contract/sample-log.ts';
import type { TestSigner } from './test-signer.ts';

type Written = {
  readonly logId: string;
  readonly unitId: string;
  /** Everything the log holds, from position 1. */
  readonly log: readonly PlacedEntry[];
  /** Entries a parcel. */
  readonly each: number;
  readonly madeAtMs: number;
};

/** The parcels of a log as a tablet that is not the real one writes them, signed by a key that is not locked up. */
export const writeParcels = (
  signer: TestSigner,
  { logId, unitId, log, each, madeAtMs }: Written,
  change: Partial<Parcel> = {},
): Uint8Array<ArrayBuffer>[] => {
  const key = createPrivateKey(signer.privateKey);
  const { x, y } = signer.publicKey;
  const digests = [genesisDigest(logId)];
  for (const { frame } of log) {
    digests.push(nextDigest(digests.at(-1) ?? '', bytesToHex(sha256(frame))));
  }
  const parcels: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < log.length; at += each) {
    const entries = log.slice(at, at + each);
    const through = at + entries.length;
    const push = pushToBody({
      protocol: protocolVersion,
      nonce: `nonce-of-part-${at}`,
      logId,
      epochSeen: null,
      from: at + 1,
      entries: entries.map(({ entryId, frame }) => ({ entryId, frame })),
      clock: { wall: madeAtMs, mono: 42 },
      queue: { depth: log.length - at, records: 0, oldestWallMs: null },
      app: '0.1.0',
    });
    const unsigned = prepareParcel({
      v: 1,
      deviceId: signer.deviceId,
      unitId,
      deviceName: 'Máy 🚧 1',
      logId,
      from: at + 1,
      through,
      records: Math.floor(entries.length / 2),
      before: digests[at] ?? '',
      digest: digests[through] ?? '',
      head: log.length,
      madeAtMs,
      key: { x, y },
      push,
      ...change,
    });
    const bytes = Buffer.from(unsigned.signedBytes);
    const signature = sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' });
    parcels.push(new Uint8Array(unsigned.withSignature(new Uint8Array(signature))));
  }
  return parcels;
};

export const toChotFile = (parcels: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> =>
  chotFileToBytes({ kind: 'entries', parcels: [...parcels] });
