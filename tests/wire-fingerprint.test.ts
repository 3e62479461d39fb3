import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { dataSchemaByKind, envelopeSchema } from '#domain/log/entry.ts';
import { protocolVersion } from '#protocol/version.ts';

/** Every schema that a file of the wire's room exports, by its name. */
const readMessages = (): [name: string, schema: z.ZodType][] =>
  Object.values(import.meta.glob<Record<string, unknown>>('../src/protocol/*.ts', { eager: true }))
    .flatMap((module) => Object.entries(module))
    .filter((pair): pair is [string, z.ZodType] => pair[1] instanceof z.ZodType);

const fingerprintOf = (schema: z.ZodType): string => {
  const shape = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(shape)))).slice(0, 16);
};

it('[WIRE-1] the wire has the shape that its version number stands for', async () => {
  const wire = [
    ...readMessages(),
    ['envelopeSchema', envelopeSchema] as const,
    ...Object.entries(dataSchemaByKind),
  ];
  const messages = wire
    .map(([name, schema]) => [name, fingerprintOf(schema)] as const)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  // A new message is pinned with `vitest -u`. A changed one too; where an older page or server would
  // misread it, protocolVersion is raised first and gets its line of history.
  const wireNow = { protocolVersion, messages: Object.fromEntries(messages) };
  await expect(`${JSON.stringify(wireNow, null, 2)}\n`).toMatchFileSnapshot('fixtures/wire.json');
});
