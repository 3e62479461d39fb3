import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chotFileLimitBytes,
  chotFileToBytes,
  readChotFile,
  receiptToText,
  textToReceipt,
} from '#protocol/chot-file.ts';
import { readParcel } from '#protocol/parcel.ts';
import { verifySignature } from '../../src/platform/verify-signature.ts';
import { idOf } from '../support/id-of.ts';
import { sealAll } from '../support/sealing.ts';
import { makeTestSigner } from '../support/test-signer.ts';
import { toChotFile, writeParcels } from '../support/write-parcels.ts';
import { personalWords, sampleLog } from './sample-log.ts';

const seed = 34;
const logId = idOf('carried', 2);
const signer = makeTestSigner();
const plain = sampleLog(6);
const log = await sealAll(plain);
const written = { logId, unitId: 'hn-01', log, each: 4, madeAtMs: 1_627_200_000_000 };
const parcels = writeParcels(signer, written);
const file = toChotFile(parcels);

const readAll = async (bytes: Uint8Array): Promise<string> => {
  const read = readChotFile(bytes);
  if (!read.ok) return read.error;
  if (read.value.kind === 'receipts') return 'receipts';
  for (const parcel of read.value.parcels) {
    const one = await readParcel(parcel, verifySignature);
    if (!one.ok) return one.error;
  }
  return 'whole';
};

describe('a hand-over file', () => {
  it('[CARRY-2] says which tablet, log and positions, and nothing of what the entries say', async () => {
    expect(await readAll(file)).toBe('whole');
    const read = await readParcel(parcels[1] ?? file, verifySignature);
    expect(read.ok && read.value.parcel).toMatchObject({
      deviceId: signer.deviceId,
      unitId: 'hn-01',
      from: 5,
      through: 6,
      head: 6,
    });
    const text = Buffer.from(file).toString('utf8');
    for (const word of personalWords) expect(text).not.toContain(word);
    const readable = writeParcels(signer, { ...written, log: plain });
    expect(await readAll(toChotFile(readable))).toBe('carry/unsealed');
  });

  it('[CARRY-10] is published with a vector that any language can read', async () => {
    const hex = readFileSync(
      new URL('../fixtures/carry/entries.chot.hex', import.meta.url),
      'utf8',
    );
    const bytes = new Uint8Array(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));
    expect(await readAll(bytes)).toBe('whole');
    const read = readChotFile(bytes);
    if (!read.ok || read.value.kind !== 'entries') throw new Error('it holds entries');
    const ranges = await Promise.all(
      read.value.parcels.map(async (one) => {
        const parcel = await readParcel(one, verifySignature);
        return parcel.ok ? [parcel.value.parcel.from, parcel.value.parcel.through] : null;
      }),
    );
    expect(ranges).toEqual([
      [1, 4],
      [5, 6],
    ]);
    // Written again it is the same, to the byte.
    expect(chotFileToBytes(read.value)).toEqual(bytes);
  });

  it(`[CARRY-4] with any bit turned, or cut anywhere, is not taken (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(file.length - 1),
        fc.nat(7),
        fc.boolean(),
        async (place, bit, isCut) => {
          const changed = isCut ? file.slice(0, place) : new Uint8Array(file);
          if (!isCut) changed[place] = (changed[place] ?? 0) ^ (1 << bit);
          expect(['carry/damaged', 'carry/other-file']).toContain(await readAll(changed));
        },
      ),
      { seed, numRuns: 400 },
    );
  });

  it(`[CARRY-4] statements that do not fit the entries are not taken, though signed (seed ${seed})`, async () => {
    const changes = [
      { from: 2, through: 5 },
      { through: 5 },
      { head: 3 },
      { before: 'a'.repeat(64) },
      { digest: 'b'.repeat(64) },
      { logId: idOf('carried', 3) },
    ];
    for (const change of changes) {
      const [parcel = file] = writeParcels(signer, written, change);
      expect(await readAll(toChotFile([parcel])), JSON.stringify(change)).toBe('carry/damaged');
    }
    const [mixed = file] = writeParcels(
      { ...signer, publicKey: makeTestSigner().publicKey },
      written,
    );
    expect(await readAll(toChotFile([mixed]))).toBe('carry/damaged');
  });

  it(`[CARRY-4] no bytes make the reader throw or grow (seed ${seed})`, async () => {
    const magic = Array.from(file.subarray(0, 5));
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (rest, begins) => {
        const bytes = Uint8Array.from([...(begins ? magic : []), ...rest]);
        expect(['carry/damaged', 'carry/other-file']).toContain(await readAll(bytes));
        expect((await readParcel(bytes, verifySignature)).ok).toBe(false);
      }),
      { seed, numRuns: 2_000 },
    );
    expect(readChotFile(new Uint8Array(chotFileLimitBytes + 1)).ok).toBe(false);
    const boasting = Uint8Array.from([...magic, 0xa1, 0x9b, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
    expect(await readAll(boasting)).toBe('carry/damaged');
  });

  it('[CARRY-6] a receipt goes through a code and a file, and no other text is one', () => {
    const jws = 'eyJh.eyJi.c2ln';
    expect(textToReceipt(receiptToText(jws))).toBe(jws);
    for (const text of [
      'CHOT-R:',
      'CHOT-R:a.b',
      `x${receiptToText(jws)}`,
      'CHOT-R:a.b.c d',
      'HN1:A',
    ]) {
      expect(textToReceipt(text)).toBeNull();
    }
    const receipts = chotFileToBytes({ kind: 'receipts', receipts: [jws] });
    expect(readChotFile(receipts)).toEqual({
      ok: true,
      value: { kind: 'receipts', receipts: [jws] },
    });
  });
});
