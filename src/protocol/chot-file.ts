import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { encode, rfc8949EncodeOptions } from 'cborg';
import { z } from 'zod';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { decodePushBody } from './push-body.ts';

/** `CHOT` and the version of what follows. */
const magic = concatBytes(utf8ToBytes('CHOT'), Uint8Array.of(1));

/** Some fifty thousand entries. */
export const chotFileLimitBytes = 16 * 1024 * 1024;

/** What goes from hand to hand where there is no network, as a file or as pictures. */
export const chotFileSchema = z.discriminatedUnion('kind', [
  /** From a tablet to whoever carries: `parcel.ts`, each on its own. */
  z.strictObject({
    kind: z.literal('entries'),
    parcels: z.array(z.instanceof(Uint8Array)).min(1).max(128),
  }),
  /** Back to the tablet: what the server has signed, as `reconcile` gives it. */
  z.strictObject({
    kind: z.literal('receipts'),
    receipts: z.array(z.string().max(4096)).min(1).max(128),
  }),
]);
export type ChotFile = z.infer<typeof chotFileSchema>;

export const chotFileToBytes = (file: ChotFile): Uint8Array<ArrayBuffer> =>
  new Uint8Array(concatBytes(magic, encode(file, rfc8949EncodeOptions)));

/** `carry/other-file`: no such file, or one of a later version. `carry/damaged`: cut or changed. */
export const readChotFile = (
  bytes: Uint8Array,
): Result<ChotFile, 'carry/other-file' | 'carry/damaged'> => {
  const begins = magic.every((byte, index) => bytes[index] === byte);
  if (!begins || bytes.length > chotFileLimitBytes) return fail('carry/other-file');
  const read = chotFileSchema.safeParse(decodePushBody(bytes.subarray(magic.length)));
  return read.success ? ok(read.data) : fail('carry/damaged');
};

const receiptMark = 'CHOT-R:';

/** One receipt as the text of a code. */
export const receiptToText = (receipt: string): string => `${receiptMark}${receipt}`;

/** Null when it is no receipt. */
export const textToReceipt = (text: string): string | null =>
  /^CHOT-R:[\w-]+\.[\w-]+\.[\w-]+$/.test(text) && text.length <= 4096
    ? text.slice(receiptMark.length)
    : null;
