import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import {
  blockCount,
  createFountain,
  createFountainReader,
  type FountainReader,
} from './fountain.ts';

/** The first byte stands in no UTF-8 text, so that no other reader takes a frame for something. */
const magic = [0xff, 0x43, 1] as const;
const idBytes = 16;
const headBytes = magic.length + idBytes + 4 + 2 + 4;

/** Some seven thousand entries. */
export const pictureLimitBytes = 2 * 1024 * 1024;
const mostBlocks = 2048;
const smallestBlock = 16;
const largestBlock = 2_900;

/** A frame is as long as a code of version 25 at level L takes (ISO/IEC 18004): 1,273 bytes. */
export const pictureBlockBytes = 1_244;

/** Pictures that show a file, one after another without end. */
export type PictureRun = {
  /** Frames that are enough where none is missed. */
  readonly least: number;
  /** What the code number `seq` says. */
  readonly frameAt: (seq: number) => Uint8Array<ArrayBuffer>;
};

/** Null when there is more than pictures should carry. */
export const showAsPictures = (
  file: Uint8Array,
  blockBytes = pictureBlockBytes,
): PictureRun | null => {
  if (file.length > pictureLimitBytes || blockCount(file.length, blockBytes) > mostBlocks)
    return null;
  const fountain = createFountain(file, blockBytes);
  const id = sha256(file).subarray(0, idBytes);
  return {
    least: fountain.blocks,
    frameAt: (seq) => {
      const frame = new Uint8Array(headBytes + blockBytes);
      frame.set(magic);
      frame.set(id, magic.length);
      const view = new DataView(frame.buffer);
      view.setUint32(magic.length + idBytes, file.length);
      view.setUint16(magic.length + idBytes + 4, blockBytes);
      view.setUint32(magic.length + idBytes + 6, seq);
      frame.set(fountain.blockAt(seq), headBytes);
      return frame;
    },
  };
};

type PictureFrame = {
  /** Of the file: the first half of its SHA-256, and how it was cut. */
  readonly run: string;
  readonly id: string;
  readonly length: number;
  readonly blockBytes: number;
  readonly seq: number;
  readonly block: Uint8Array;
};

/** Whether the bytes of a code are meant to be a frame. */
export const isPictureFrame = (bytes: Uint8Array): boolean =>
  bytes.length > headBytes && magic.every((byte, index) => bytes[index] === byte);

const readFrame = (bytes: Uint8Array): PictureFrame | null => {
  if (!isPictureFrame(bytes)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const id = bytesToHex(bytes.subarray(magic.length, magic.length + idBytes));
  const length = view.getUint32(magic.length + idBytes);
  const blockBytes = view.getUint16(magic.length + idBytes + 4);
  const seq = view.getUint32(magic.length + idBytes + 6);
  const isPossible =
    blockBytes % 4 === 0 &&
    blockBytes >= smallestBlock &&
    blockBytes <= largestBlock &&
    length > 0 &&
    length <= pictureLimitBytes &&
    blockCount(length, blockBytes) <= mostBlocks &&
    bytes.length === headBytes + blockBytes;
  if (!isPossible) return null;
  const run = `${id} ${length} ${blockBytes}`;
  return { run, id, length, blockBytes, seq, block: bytes.subarray(headBytes) };
};

/**
 * `other`: of another file than the one that is being read. `whole`: the file is there. `damaged`: enough was
 * there and it was not the file; it begins anew.
 */
type PictureOutcome = 'none' | 'other' | 'known' | 'new' | 'whole' | 'damaged';

export type PictureReader = {
  readonly offer: (bytes: Uint8Array) => PictureOutcome;
  readonly have: () => number;
  /** 0 until the first frame. */
  readonly need: () => number;
  /** The file, once it is whole. */
  readonly file: () => Uint8Array<ArrayBuffer> | null;
};

/**
 * Gathers frames in any order until the file is there. It holds to the file of the first frame it met; what
 * comes out is that file, by its hash, or nothing.
 */
export const createPictureReader = (): PictureReader => {
  let current: { readonly run: string; reader: FountainReader } | null = null;
  let whole: Uint8Array<ArrayBuffer> | null = null;
  return {
    offer: (bytes) => {
      const frame = readFrame(bytes);
      if (frame === null) return 'none';
      const begun = () => createFountainReader(frame.length, frame.blockBytes);
      current ??= { run: frame.run, reader: begun() };
      if (current.run !== frame.run) return 'other';
      if (whole !== null) return 'whole';
      if (!current.reader.add(frame.seq, frame.block)) return 'known';
      const read = current.reader.read();
      if (read === null) return 'new';
      if (bytesToHex(sha256(read).subarray(0, idBytes)) !== frame.id) {
        current.reader = begun();
        return 'damaged';
      }
      whole = read;
      return 'whole';
    },
    have: () => current?.reader.have() ?? 0,
    need: () => current?.reader.need ?? 0,
    file: () => whole,
  };
};
