import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { TrustKey } from '#domain/qr/trust-key.ts';
import { citizenInputSchema } from '#protocol/declare.ts';
import { declareOnline } from '../services/declarations/keep-declaration.ts';
import { addSigningKey, importKeys, withdrawKey } from '../services/trust/keep-keys.ts';
import { readKeyFile } from '../services/trust/read-key-file.ts';
import type { Command } from './command.ts';

const toDay = (ms: number | null): string => (ms === null ? '…' : new Date(ms).toISOString());

const tellKey = (key: TrustKey): string =>
  [
    key.keyId,
    key.purpose,
    key.algorithm,
    key.issuer,
    `${toDay(key.notBeforeMs)} – ${toDay(key.notAfterMs)}`,
    ...(key.withdrawnAtMs === null ? [] : [`WITHDRAWN ${toDay(key.withdrawnAtMs)}`]),
  ].join('  ');

const readText = (file: string | undefined): Result<string, string> => {
  if (file === undefined) return fail('The name of a file is needed.');
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail(`The file cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
};

const readInput = (text: string) => {
  try {
    const input = citizenInputSchema.safeParse(JSON.parse(text));
    return input.success ? ok(input.data) : fail('The file holds no answers to the form.');
  } catch {
    return fail('The file is no JSON.');
  }
};

/** Which keys signed codes are believed by. */
export const trustCommands: Readonly<Record<string, Command>> = {
  'trust list': {
    usage: 'trust list                                keys that signed codes are believed by',
    run: async ({ store }) =>
      ok((await store.listTrustKeys()).map(({ key }) => tellKey(key)).join('\n')),
  },
  'trust import': {
    usage:
      'trust import <file>                       keys of other issuers: certificates (PEM) or a JSON list',
    takesFile: true,
    run: async (ports, { file }) => {
      const text = readText(file);
      if (!text.ok) return text;
      const keys = readKeyFile(text.value);
      if (!keys.ok) return keys;
      return ok(`${await importKeys(ports, keys.value)} keys; tablets are told of them`);
    },
  },
  'trust withdraw': {
    usage: 'trust withdraw --key <id>                 nothing it ever signed is believed any more',
    run: async (ports, { key }) => {
      if (key === undefined) return fail('--key is needed');
      const said = await withdrawKey(ports, key);
      return said.ok ? ok(said.value.map(tellKey).join('\n')) : fail(said.error);
    },
  },
  'signing-key': {
    usage:
      'signing-key [--from <instant>]            a new one; it is told at once and signs from a day later on',
    run: async (ports, { from }) =>
      ok(tellKey(await addSigningKey(ports, from === undefined ? undefined : Date.parse(from)))),
  },
  'sign-declaration': {
    usage:
      'sign-declaration <file.json>              answers to the citizen’s form, as typed; prints the code',
    takesFile: true,
    run: async (ports, { file }) => {
      const text = readText(file);
      if (!text.ok) return text;
      const input = readInput(text.value);
      if (!input.ok) return input;
      const secretHash = randomBytes(32).toString('hex');
      const asked = { declarationId: randomUUID(), secretHash, input: input.value };
      const declared = await declareOnline(ports, asked);
      return declared.ok ? ok(declared.value.code) : fail(declared.error);
    },
  },
};
