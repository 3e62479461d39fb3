import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { genesisDigest, hashOf, nextDigest } from '#domain/log/chain.ts';
import { parseEntry, parseEnvelope } from '#domain/log/entry-codec.ts';
import { dataSchemaByKind, type Entry } from '#domain/log/entry.ts';
import { frameDictionary } from '#domain/log/frame-dictionary.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { hexToBytes, readVectors } from '../support/vector-file.ts';

const valid = readVectors('log/frames-valid.txt');
const invalid = readVectors('log/frames-invalid.txt');
const chain = readFileSync(new URL('../fixtures/log/chain.txt', import.meta.url), 'utf8');

describe('frames as text, for any language', () => {
  it.each(valid)('[FRAME-1] $name: is read as the entry it was made of', (vector) => {
    const frame = hexToBytes(vector['frame'] ?? '');
    expect(hashOf(frame)).toBe(vector['hash']);
    const cbor = inflateRawSync(frame.subarray(1), { dictionary: frameDictionary });
    expect(cbor.toString('hex')).toBe(vector['cbor']);
    const entry = JSON.parse(vector['today'] ?? vector['entry'] ?? '') as Entry;
    const schema = currentSchemaOf(entry.kind);
    expect(parseEntry(frame)).toEqual({ ok: true, value: { ...entry, schema } });
  });

  it.each(invalid)('[FRAME-2] $name: is refused with $code', ({ frame = '', code }) => {
    expect(parseEnvelope(hexToBytes(frame))).toEqual({ ok: false, error: { code } });
  });

  it('[FRAME-1] the chain over the vectors has the digests that stand beside them', () => {
    const logId = /^logId (.+)$/m.exec(chain)?.[1] ?? '';
    const digests = [...chain.matchAll(/^digest \d+ (.+)$/gm)].map(([, digest]) => digest);
    const reckoned = [genesisDigest(logId)];
    for (const { hash = '' } of valid) reckoned.push(nextDigest(reckoned.at(-1) ?? '', hash));
    expect(reckoned).toEqual(digests);
  });

  it('[FRAME-3] the dictionary is the published one, byte for byte', () => {
    const text = readFileSync(
      new URL('../fixtures/log/frame-dictionary-2.txt', import.meta.url),
      'utf8',
    );
    expect(Buffer.from(frameDictionary).equals(Buffer.from(text, 'base64'))).toBe(true);
    expect(createHash('sha256').update(frameDictionary).digest('hex')).toBe(
      '813824425abfa3cfd73abe6454707af5a643dcb820cac4aaf63a69d0124a4216',
    );
  });
});

const everyVersion = Object.keys(dataSchemaByKind).flatMap((kind) =>
  Array.from({ length: currentSchemaOf(kind as keyof typeof dataSchemaByKind) }, (_, index) => ({
    kind,
    schema: index + 1,
  })),
);
const released = ({ kind, schema }: { kind: string; schema: number }) =>
  readVectors(`log/released/${kind}.${schema}.txt`)[0] ?? {};

describe('entries of every version ever shipped', () => {
  it.each(everyVersion)('[EVOLVE-1] $kind $schema is read as today’s', (version) => {
    const { entry = '', frame = '', hash, today = entry } = released(version);
    expect(hashOf(hexToBytes(frame))).toBe(hash);
    const schema = currentSchemaOf(version.kind as keyof typeof dataSchemaByKind);
    expect(parseEntry(hexToBytes(frame))).toEqual({
      ok: true,
      value: { ...JSON.parse(today), schema },
    });
    expect(JSON.parse(entry)).toMatchObject(version);
  });
});
