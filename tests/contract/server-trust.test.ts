import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { declarationValidMs } from '#domain/declaration/doubts.ts';
import type { Entry } from '#domain/log/entry.ts';
import { codeNewsSchema } from '#domain/qr/code-news.ts';
import { recognise } from '#domain/qr/recognise.ts';
import { trustKeyName, trustKeySchema, type TrustKey } from '#domain/qr/trust-key.ts';
import { verifyCode } from '#domain/qr/verify-code.ts';
import { usualRetention } from '#domain/retention/server-rules.ts';
import { declareOnline } from '../../sync-server/services/declarations/keep-declaration.ts';
import { runRetention } from '../../sync-server/services/retention/run-retention.ts';
import {
  addSigningKey,
  importKeys,
  withdrawKey,
} from '../../sync-server/services/trust/keep-keys.ts';
import { readKeyFile } from '../../sync-server/services/trust/read-key-file.ts';
import { createSecretBox } from '../../sync-server/services/sealing/secret-box.ts';
import { sealedStore, sealSecrets } from '../../sync-server/services/sealing/sealed-store.ts';
import { verifySignature } from '../../src/platform/verify-signature.ts';
import { citizenInput, newCitizen, sendTo, withdraw } from '../support/citizen.ts';
import { idOf } from '../support/id-of.ts';
import { openTestFrame, testKeys } from '../support/sealing.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { bothEngines, type TestEngine } from './engines.ts';
import { crossingEntry, declarationEntry, pushedAt } from './sample-log.ts';
import {
  openWorld,
  pull,
  push,
  serverNowMs,
  type ServerWorld,
  type Tablet,
} from './server-world.ts';

const hourMs = 3_600_000;
const input = citizenInput(1, { 'move.departAt': '25/07/2021' });

/** A server whose clock a test sets. */
const openTrusting = async (engine: TestEngine) => {
  const world = await openWorld(engine);
  const store = sealedStore(world.store, createSecretBox(testKeys, seededRandom(33)));
  const time = { nowMs: serverNowMs };
  const ports = { store, clock: () => time.nowMs };
  const sign = async (): Promise<string> => {
    const { declarationId, secretHash } = newCitizen();
    const declared = await declareOnline(ports, { declarationId, secretHash, input });
    if (!declared.ok) throw new Error(declared.error);
    return declared.value.code;
  };
  return { world, store, time, ports, sign };
};

const bodiesOf = async (world: ServerWorld, tablet: Tablet, kind: string): Promise<unknown[]> => {
  const { changes } = await pull(world.app, tablet, { scope: 'reference', limit: '500' });
  return changes.filter((change) => change.kind === kind).map(({ body }) => body);
};

/** What a tablet trusts that has just read the feed. */
const trustedBy = async (world: ServerWorld, tablet: Tablet): Promise<TrustKey[]> => {
  const bodies = await bodiesOf(world, tablet, 'trust-key');
  const keys = bodies.map((body) => trustKeySchema.parse(body));
  return [...new Map(keys.map((key) => [trustKeyName(key), key])).values()];
};

const outcomeOf = async (text: string, trusted: readonly TrustKey[], nowMs: number) => {
  const code = recognise(text);
  if (code.kind !== 'signed-declaration') throw new Error(code.kind);
  const { outcome } = await verifyCode(code, trusted, nowMs, verifySignature);
  return outcome;
};

describe.each(bothEngines)('the trust list, on $name', (engine) => {
  it('[TRUST-1] a new key is told a day before it signs: every code is believed by who read the list before the change, and after it', async () => {
    const { world, time, ports, sign } = await openTrusting(engine);
    await using _ = world;
    const tablet = await world.enrol();
    const first = await addSigningKey(ports);
    const second = await addSigningKey(ports);
    expect(second.notBeforeMs).toBe(first.notBeforeMs + 24 * hourMs);
    const known = await trustedBy(world, tablet);
    const signers = new Set<string>();
    for (const hours of [0, 1, 23, 24, 25, 60]) {
      time.nowMs = serverNowMs + hours * hourMs;
      const code = await sign();
      expect(await outcomeOf(code, known, time.nowMs), `${hours} h`).toBe('verified');
      const later = time.nowMs + 71 * hourMs;
      expect(await outcomeOf(code, known, later), `${hours} h`).toBe('verified');
      const by = await Promise.all(
        known.map(async (key) => [key.keyId, await outcomeOf(code, [key], time.nowMs)] as const),
      );
      signers.add(by.find(([, outcome]) => outcome === 'verified')?.[0] ?? '');
    }
    expect(signers).toEqual(new Set([first.keyId, second.keyId]));
  });

  it('[TRUST-2] a key that was taken back is believed in nothing, and our last one is replaced at once', async () => {
    const { world, ports, sign } = await openTrusting(engine);
    await using _ = world;
    const tablet = await world.enrol();
    const { keyId } = await addSigningKey(ports);
    const before = await sign();
    expect(await withdrawKey(ports, keyId)).toMatchObject({ ok: true });
    const after = await sign();
    const trusted = await trustedBy(world, tablet);
    expect(await outcomeOf(before, trusted, serverNowMs)).toBe('withdrawn-key');
    expect(await outcomeOf(after, trusted, serverNowMs)).toBe('verified');
    expect(await withdrawKey(ports, keyId)).toEqual({ ok: false, error: 'key/unknown' });
  });

  it('[TRUST-3] private keys lie sealed in the database, and sealed anew under a new sealing key', async () => {
    const { world, store, ports, sign } = await openTrusting(engine);
    await using _ = world;
    await addSigningKey(ports);
    const [kept] = await world.store.listTrustKeys();
    const [open] = await store.listTrustKeys();
    expect(kept?.secret).toMatch(/^sealed:1:/);
    expect(open?.secret).toContain('"d":');
    const before = createSecretBox(testKeys.slice(0, 1), seededRandom(35));
    expect(await sealSecrets(world.store, createSecretBox(testKeys, seededRandom(36)))).toBe(0);
    expect(() => before.open('trust-key:x', kept?.secret ?? '')).toThrow('missing key');
    expect(await sign()).toMatch(/^HN1:/);
  });

  it('[TRUST-4] certificates of other issuers are taken from a file, told, and stay withdrawn when they come again', async () => {
    const { world, ports } = await openTrusting(engine);
    await using _ = world;
    const tablet = await world.enrol();
    const pem = readFileSync(new URL('../fixtures/signed/issuers.pem', import.meta.url), 'utf8');
    const read = readKeyFile(pem);
    if (!read.ok) throw new Error(read.error);
    expect(read.value).toMatchObject([
      { issuer: 'VN', algorithm: 'ES256', purpose: 'vaccine-pass' },
      { issuer: 'FR', algorithm: 'PS256', purpose: 'vaccine-pass' },
    ]);
    expect(await importKeys(ports, read.value)).toBe(2);
    const [vietnam] = read.value;
    await withdrawKey(ports, vietnam?.keyId ?? '');
    await importKeys(ports, read.value);
    const trusted = await trustedBy(world, tablet);
    expect(trusted.map(({ issuer, withdrawnAtMs }) => [issuer, withdrawnAtMs])).toEqual([
      ['VN', serverNowMs],
      ['FR', null],
    ]);
    const json = readKeyFile(JSON.stringify(trusted));
    expect(json).toEqual({ ok: true, value: trusted });
    for (const nothing of ['', '[]', '[{}]', pem.replaceAll('MII', 'AAA')]) {
      expect(readKeyFile(nothing).ok, nothing).toBe(false);
    }
  });

  it('[CODE-1] where a signed declaration was shown is told to every unit once, by ids, and forgotten when the code has ended', async () => {
    const { world, store, time, ports } = await openTrusting(engine);
    await using _ = world;
    const [tablet, elsewhere] = [await world.enrol('hn-01'), await world.enrol('hn-02')];
    const signedId = idOf('signed', 1);
    const plain = crossingEntry(2);
    if (plain.kind !== 'crossing.recorded') throw new Error('no crossing');
    const shown: Entry = { ...plain, schema: 4, data: { ...plain.data, signedId } };
    const entries = [pushedAt(1, declarationEntry(1)), pushedAt(2, shown)];
    for (const _time of [1, 2]) await push(world.app, tablet, entries);
    const [news, ...more] = await bodiesOf(world, elsewhere, 'code-news');
    expect(more).toEqual([]);
    expect(codeNewsSchema.parse(news)).toEqual({
      what: 'used',
      declarationId: signedId,
      unitId: 'hn-01',
      recordId: plain.subjectId,
      atMs: plain.time.wall,
      untilMs: plain.time.wall + declarationValidMs,
    });
    const job = { ...ports, openFrame: openTestFrame, random: seededRandom(34) };
    const toldAfter = async (hours: number): Promise<number> => {
      time.nowMs = serverNowMs + hours * hourMs;
      await runRetention({ ...job, store, retention: usualRetention });
      return (await bodiesOf(world, elsewhere, 'code-news')).length;
    };
    expect(await toldAfter(40)).toBe(1);
    expect(await toldAfter(72)).toBe(0);
  });

  it('[DECLARE-6] one address has its share and is told to wait; another one is served', async () => {
    const { world, store } = await openTrusting(engine);
    await using _ = world;
    const app = world.withPorts({ store, monotonicMs: () => 0 });
    const from = (remoteAddress: string) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/declarations/withdraw',
        remoteAddress,
        payload: {
          protocol: 3,
          nonce: 'nonce-of-withdrawal',
          declarationId: idOf('declaration', 9),
          secret: '0'.repeat(64),
        },
      });
    const statuses = [];
    for (let count = 0; count < 301; count += 1)
      statuses.push((await from('203.0.113.7')).statusCode);
    expect(statuses.indexOf(429)).toBe(300);
    expect((await from('203.0.113.8')).statusCode).toBe(403);
    expect((await withdraw(sendTo(world.app), newCitizen())).status).toBe(403);
  });

  it('[DECLARE-7] what was declared is forgotten days after its code has ended, and not before', async () => {
    const { world, store, time, ports } = await openTrusting(engine);
    await using _ = world;
    await addSigningKey(ports);
    const { declarationId, secretHash } = newCitizen();
    await declareOnline(ports, { declarationId, secretHash, input });
    const job = {
      ...ports,
      openFrame: openTestFrame,
      random: seededRandom(37),
      retention: usualRetention,
    };
    const isKept = async (days: number): Promise<boolean> => {
      time.nowMs = serverNowMs + days * 24 * hourMs;
      await runRetention(job);
      return (await store.findOnlineDeclaration(declarationId)) !== null;
    };
    expect(await isKept(6)).toBe(true);
    expect(await isKept(8)).toBe(false);
  });
});
