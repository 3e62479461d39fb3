import { readFileSync } from 'node:fs';

/** Blocks of `key value` lines with an empty line between them: vectors that any language can read. */
export const readVectors = (file: string): Record<string, string>[] =>
  readFileSync(new URL(`../fixtures/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n\n')
    .map((block) => Object.fromEntries(block.split('\n').map(lineToPair)));

const lineToPair = (line: string): [string, string] => {
  const space = line.indexOf(' ');
  return [line.slice(0, space), line.slice(space + 1)];
};

export const hexToBytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
