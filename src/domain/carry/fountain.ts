/**
 * A run of frames without end, of which any that are enough give back what was put in: the blocks of the source
 * as they are, then sums over GF(2) of about half of them each, chosen by the number of the frame. Of n blocks
 * any n + 20 such sums are enough but for one time in a million (random linear fountain: MacKay, *Fountain
 * codes*, IEE Proc. Commun. 152, 2005).
 */
export type Fountain = {
  readonly blocks: number;
  /** The block that frame `seq` carries, `blockBytes` long. */
  readonly blockAt: (seq: number) => Uint8Array;
};

/** @param blockBytes a multiple of four */
export const createFountain = (source: Uint8Array, blockBytes: number): Fountain => {
  const blocks = blockCount(source.length, blockBytes);
  const words = blockBytes / 4;
  const padded = new Uint32Array(blocks * words);
  new Uint8Array(padded.buffer).set(source);
  return {
    blocks,
    blockAt: (seq) => {
      const sum = new Uint32Array(words);
      const chosen = combinationOf(seq, blocks);
      for (let block = 0; block < blocks; block += 1) {
        if (hasBit(chosen, block))
          addInto(sum, padded.subarray(block * words, (block + 1) * words));
      }
      return new Uint8Array(sum.buffer);
    },
  };
};

export const blockCount = (length: number, blockBytes: number): number =>
  Math.max(1, Math.ceil(length / blockBytes));

export type FountainReader = {
  readonly need: number;
  /** Blocks known, or sums of them that say something new. */
  readonly have: () => number;
  /** @returns whether it said anything new */
  readonly add: (seq: number, block: Uint8Array) => boolean;
  /** What was put in; null while there is not enough. It is as good as every block that was added. */
  readonly read: () => Uint8Array<ArrayBuffer> | null;
};

type Row = { readonly bits: Uint32Array; readonly sum: Uint32Array };

/** Gaussian elimination, row by row as they come; the row at a place begins with that block. */
export const createFountainReader = (length: number, blockBytes: number): FountainReader => {
  const need = blockCount(length, blockBytes);
  const words = blockBytes / 4;
  const rows: (Row | undefined)[] = Array.from({ length: need });
  let have = 0;

  const add = (seq: number, block: Uint8Array): boolean => {
    if (have === need) return false;
    const bits = combinationOf(seq, need);
    const sum = new Uint32Array(words);
    new Uint8Array(sum.buffer).set(block);
    for (let place = 0; place < need; place += 1) {
      if (!hasBit(bits, place)) continue;
      const row = rows[place];
      if (row === undefined) {
        rows[place] = { bits, sum };
        have += 1;
        return true;
      }
      addInto(bits, row.bits);
      addInto(sum, row.sum);
    }
    return false;
  };

  const read = (): Uint8Array<ArrayBuffer> | null => {
    if (have < need) return null;
    const whole = new Uint32Array(need * words);
    for (let place = need - 1; place >= 0; place -= 1) {
      const row = rows[place];
      if (row === undefined) return null;
      const block = whole.subarray(place * words, (place + 1) * words);
      block.set(row.sum);
      for (let later = place + 1; later < need; later += 1) {
        if (hasBit(row.bits, later))
          addInto(block, whole.subarray(later * words, (later + 1) * words));
      }
    }
    return new Uint8Array(whole.buffer, 0, length).slice();
  };

  return { need, have: () => have, add, read };
};

/** Which blocks a frame is the sum of: the lowest bit of the first word is block 0. */
const combinationOf = (seq: number, blocks: number): Uint32Array => {
  const bits = new Uint32Array(Math.ceil(blocks / 32));
  if (seq < blocks) {
    bits[seq >>> 5] = (1 << (seq & 31)) >>> 0;
    return bits;
  }
  const next = splitMix32(seq);
  for (let word = 0; word < bits.length; word += 1) bits[word] = next();
  const beyond = blocks & 31;
  if (beyond > 0) bits[bits.length - 1] = (bits.at(-1) ?? 0) & ((1 << beyond) - 1);
  // A sum of nothing says nothing; of few blocks it would come often.
  return bits.every((word) => word === 0) ? combinationOf(seq % blocks, blocks) : bits;
};

/** SplitMix (Steele, Lea, Flood 2014) in its 32-bit form, constants of Prospector (C. Wellons 2018). */
const splitMix32 = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e37_79b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0_aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
};

const hasBit = (bits: Uint32Array, place: number): boolean =>
  ((bits[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;

const addInto = (sum: Uint32Array, other: Uint32Array): void => {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) ^ (other[at] ?? 0);
};
