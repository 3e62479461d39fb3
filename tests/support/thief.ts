import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { logToBytes, snappyToBytes, tableToBlocks } from './leveldb.ts';

const filesUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const kind = statSync(path, { throwIfNoEntry: false });
    if (kind?.isDirectory()) return filesUnder(path);
    return kind?.isFile() ? [path] : [];
  });

const attempt = <Value>(work: () => Value): Value[] => {
  try {
    return [work()];
  } catch {
    return [];
  }
};

const placesOf = (bytes: Buffer, mark: Buffer): number[] => {
  const places: number[] = [];
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + 1)) places.push(at);
  return places;
};

/** A stream that ends before its bytes do, or is cut, still gives what it held. */
const lenient = { finishFlush: 2, maxOutputLength: 2 ** 26 } as const;

/** How Chromium marks a value of IndexedDB that it has compressed. */
const snappyValue = Buffer.from([0xff, 0x11, 0x02]);

const inflated = (bytes: Buffer): Buffer[] => [
  ...placesOf(bytes, snappyValue).flatMap((at) =>
    attempt(() => snappyToBytes(bytes.subarray(at + snappyValue.length))),
  ),
  ...placesOf(bytes, Buffer.from([0x1f, 0x8b, 0x08])).flatMap((at) =>
    attempt(() => gunzipSync(bytes.subarray(at), lenient)),
  ),
  ...[0x01, 0x5e, 0x9c, 0xda].flatMap((level) =>
    placesOf(bytes, Buffer.from([0x78, level])).flatMap((at) =>
      attempt(() => inflateSync(bytes.subarray(at), lenient)),
    ),
  ),
  ...attempt(() => brotliDecompressSync(bytes, { maxOutputLength: 2 ** 26 })),
];

/** A file's bytes in every form in which somebody who stole the tablet would look at them. */
const formsOf = (path: string): Buffer[] => {
  const raw = attempt(() => readFileSync(path));
  const parts = raw.flatMap((bytes) => {
    if (path.endsWith('.ldb')) return attempt(() => tableToBlocks(bytes)).flat();
    return path.endsWith('.log') ? [logToBytes(bytes)] : [];
  });
  const plain = [...raw, ...parts];
  return [...plain, ...plain.flatMap(inflated)];
};

/** What lies in a profile's databases, in every such form. */
export const formsUnder = (profile: string): Buffer[] =>
  filesUnder(profile)
    .filter((path) => path.includes('IndexedDB'))
    .flatMap(formsOf);

const encodings = (word: string): Buffer[] => {
  const little = Buffer.from(word, 'utf16le');
  const big = Buffer.from(little).swap16();
  return [Buffer.from(word, 'utf8'), little, big];
};

/** Where any of the words lies in a folder: `file: word`. */
export const findWords = (folder: string, words: readonly string[]): string[] => {
  const wanted = words.map((word) => ({ word, bytes: encodings(word) }));
  return filesUnder(folder).flatMap((path) => {
    const forms = formsOf(path);
    return wanted
      .filter(({ bytes }) => bytes.some((each) => forms.some((form) => form.includes(each))))
      .map(({ word }) => `${relative(folder, path)}: ${word}`);
  });
};
