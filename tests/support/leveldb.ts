/** Decompresses one block of snappy (format_description.txt). @throws when it is none */
export const snappyToBytes = (block: Uint8Array): Buffer => {
  let at = 0;
  const next = (): number => {
    const byte = block[at];
    if (byte === undefined) throw new Error('cut short');
    at += 1;
    return byte;
  };
  const little = (bytes: number): number => {
    let value = 0;
    for (let index = 0; index < bytes; index += 1) value += next() * 2 ** (8 * index);
    return value;
  };
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = next();
    length += (byte & 127) * 2 ** shift;
    if (byte < 128) break;
    if (shift > 28) throw new Error('no length');
  }
  if (length > 2 ** 26) throw new Error('no length');
  const out = Buffer.alloc(length);
  let end = 0;
  while (end < length) {
    const tag = next();
    if ((tag & 3) === 0) {
      const short = tag >> 2;
      const count = (short < 60 ? short : little(short - 59)) + 1;
      if (at + count > block.length || end + count > length) throw new Error('cut short');
      out.set(block.subarray(at, at + count), end);
      at += count;
      end += count;
      continue;
    }
    const kind = tag & 3;
    const count = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const back = kind === 1 ? (tag >> 5) * 256 + next() : little(kind === 2 ? 2 : 4);
    if (back === 0 || back > end || end + count > length) throw new Error('no copy');
    for (let index = 0; index < count; index += 1, end += 1) out[end] = out[end - back] ?? 0;
  }
  return out;
};

const readVarint = (bytes: Buffer, from: number): [value: number, next: number] => {
  let value = 0;
  for (let index = 0; ; index += 1) {
    const byte = bytes[from + index] ?? 0;
    value += (byte & 127) * 2 ** (7 * index);
    if (byte < 128 || index > 8) return [value, from + index + 1];
  }
};

const footerBytes = 48;

/** The blocks of a table file (`.ldb`), decompressed: its data is read through its index. */
export const tableToBlocks = (file: Buffer): Buffer[] => {
  if (file.length < footerBytes) return [];
  const blockAt = (offset: number, size: number): Buffer => {
    const block = file.subarray(offset, offset + size);
    return file[offset + size] === 1 ? snappyToBytes(block) : block;
  };
  const footer = file.subarray(-footerBytes);
  const [, afterOffset] = readVarint(footer, 0);
  const [, metaEnd] = readVarint(footer, afterOffset);
  const [indexOffset, next] = readVarint(footer, metaEnd);
  const [indexSize] = readVarint(footer, next);
  const index = blockAt(indexOffset, indexSize);
  const restarts = index.readUInt32LE(index.length - 4);
  const end = index.length - 4 - 4 * restarts;
  const blocks: Buffer[] = [index];
  for (let at = 0; at < end;) {
    const [, afterShared] = readVarint(index, at);
    const [unshared, afterUnshared] = readVarint(index, afterShared);
    const [valueBytes, afterValue] = readVarint(index, afterUnshared);
    const value = afterValue + unshared;
    const [offset, afterHandle] = readVarint(index, value);
    blocks.push(blockAt(offset, readVarint(index, afterHandle)[0]));
    at = value + valueBytes;
  }
  return blocks;
};

const logBlockBytes = 32_768;

/** What a log file (`.log`) holds, its records put together again from the pieces they lie in. */
export const logToBytes = (file: Buffer): Buffer => {
  const pieces: Buffer[] = [];
  for (let block = 0; block < file.length; block += logBlockBytes) {
    const end = Math.min(block + logBlockBytes, file.length);
    for (let at = block; at + 7 <= end;) {
      const length = file.readUInt16LE(at + 4);
      pieces.push(file.subarray(at + 7, Math.min(at + 7 + length, end)));
      at += 7 + length;
    }
  }
  return Buffer.concat(pieces);
};
