import { createPublicKey, hash, verify } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genesisDigest, hashOf, nextDigest } from '#domain/log/chain.ts';
import { lostHash } from '#domain/log/lost-entry.ts';
import { aboutSchema } from '#protocol/about.ts';
import { receiptSchema } from '#protocol/reconcile.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { receiptSignerOf } from '../../sync-server/services/receipt-signer.ts';
import { bothEngines } from './engines.ts';
import { frameAt, sampleLog, type PlacedEntry } from './sample-log.ts';
import { idOf } from '../support/id-of.ts';
import {
  epoch,
  onBoard,
  openWorld,
  push,
  reconcile,
  serverNowMs,
  temporaryDir,
  type ServerWorld,
} from './server-world.ts';

const seed = 20210726;

/** Every digest of a log, from `digest(0)` on. */
const chainOf = (logId: string, hashes: readonly string[]): string[] => {
  const digests = [genesisDigest(logId)];
  for (const one of hashes) digests.push(nextDigest(digests.at(-1) ?? '', one));
  return digests;
};

/** Entries that nobody can read are cheap, and as good as others in a chain. */
const strangeLog = (count: number): PlacedEntry[] =>
  Array.from({ length: count }, (_, index) =>
    frameAt(index + 1, Uint8Array.of(9, index >> 8, index & 255), idOf('strange', index)),
  );

const partOf = (jws: string, part: number): unknown =>
  JSON.parse(Buffer.from(jws.split('.')[part] ?? '', 'base64url').toString());

const keyOf = async (world: ServerWorld) => {
  const about = aboutSchema.parse((await world.app.inject('/api/v1/about')).json());
  if (!about.receiptKey) throw new Error('No key for receipts.');
  return about.receiptKey;
};

describe.each(bothEngines)('comparing a log on $name', (engine) => {
  it(`[PROOF-1] answers any probes with the chain digests of what is held (seed ${seed})`, async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const { logId } = tablet;
    const entries = strangeLog(700);
    for (const start of [0, 90, 300]) {
      await push(
        world.app,
        tablet,
        entries.slice(start, start === 0 ? 90 : start === 90 ? 300 : 700),
      );
    }
    await push(world.app, tablet, [], { from: 701, skip: { count: 60, reason: 'row-lost' } });
    const lost = Array.from({ length: 60 }, (_, index) => lostHash(logId, 701 + index));
    const digests = chainOf(logId, [...entries.map(({ frame }) => hashOf(frame)), ...lost]);
    const head = { count: 1, records: 0, digest: digests[0] ?? '' };
    const probe = fc.nat(800);
    await fc.assert(
      fc.asyncProperty(fc.array(probe, { maxLength: 64 }), async (probes) => {
        const answer = await reconcile(world.app, tablet, head, probes);
        expect(answer).toMatchObject({ ackedThrough: 760, digest: digests[760], receipt: null });
        const expected = [...new Set(probes)].filter((position) => position <= 760);
        const answered = new Map(answer.probes.map(({ position, digest }) => [position, digest]));
        expect([...answered.keys()].toSorted(byValue)).toEqual(expected.toSorted(byValue));
        for (const [position, digest] of answered) expect(digest).toBe(digests[position]);
      }),
      { seed, numRuns: 30 },
    );
  });

  it('[PROOF-2] gives a receipt when count and digest are equal, and only then', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(4);
    const { digest } = await push(world.app, tablet, entries);
    const unequal = [
      { count: 3, records: 2, digest },
      { count: 5, records: 2, digest },
      { count: 4, records: 2, digest: genesisDigest('another') },
    ];
    for (const head of unequal) {
      expect((await reconcile(world.app, tablet, head)).receipt).toBeNull();
    }
    expect((await onBoard(world.app, tablet)).certificate).toBeNull();
    const equal = await reconcile(world.app, tablet, { count: 4, records: 2, digest });
    expect(equal.receipt).not.toBeNull();
    const unheard = { ...tablet, logId: idOf('unheard log', 1) };
    const answer = await reconcile(world.app, unheard, { count: 2, records: 1, digest }, [0, 1]);
    const zero = { position: 0, digest: genesisDigest(unheard.logId) };
    expect(answer).toMatchObject({ ackedThrough: 0, probes: [zero], receipt: null });
  });

  it('[PROOF-3] the receipt is verified with the key of about alone and states what is held', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const [one, two, three] = sampleLog(4);
    if (!one || !two || !three) throw new Error('A log of four has four entries.');
    const strange = frameAt(3, Uint8Array.of(9), three.entryId);
    await push(world.app, tablet, [one, two, strange]);
    const skip = { count: 2, reason: 'row-lost' as const };
    const { digest } = await push(world.app, tablet, [], { from: 4, skip });
    const head = { count: 5, records: 1, digest };
    const receipt = (await reconcile(world.app, tablet, head)).receipt ?? '';
    const { kid, ...jwk } = await keyOf(world);
    expect(partOf(receipt, 0)).toEqual({ alg: 'ES256', kid });
    const { crv, kty, x, y } = jwk;
    expect(kid).toBe(hash('sha256', JSON.stringify({ crv, kty, x, y }), 'base64url'));
    const signature = Buffer.from(receipt.split('.')[2] ?? '', 'base64url');
    const signed = Buffer.from(receipt.split('.').slice(0, 2).join('.'));
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    expect(verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    expect(receiptSchema.strict().parse(partOf(receipt, 1))).toEqual({
      epoch,
      deviceId: tablet.deviceId,
      unitId: 'hn-01',
      logId: tablet.logId,
      count: 5,
      digest,
      records: 1,
      quarantined: 1,
      skipped: 2,
      issuedAtMs: serverNowMs,
    });
  });

  it('[BOARD-9] the last equal comparison of the current log is on the board', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = sampleLog(6);
    for (const count of [2, 6]) {
      const { digest } = await push(world.app, tablet, entries.slice(0, count));
      await reconcile(world.app, tablet, { count, records: count / 2, digest });
    }
    expect((await onBoard(world.app, tablet)).certificate).toEqual({
      count: 6,
      records: 3,
      atMs: serverNowMs,
    });
    await push(world.app, { ...tablet, logId: idOf('successor', 1) }, []);
    expect((await onBoard(world.app, tablet)).certificate).toBeNull();
  });

  it('[PROOF-4] one key for the life of the database, also where two servers begin at once', async () => {
    using dir = temporaryDir();
    const open = async () => openSqlStore(await engine.inDir(dir.path), epoch);
    const stores = [await open(), await open()];
    const signers = await Promise.all(stores.map((store) => receiptSignerOf(store)()));
    for (const store of stores) await store.close();
    const later = await open();
    const kids = [...signers, await receiptSignerOf(later)()].map((one) => one.publicKey.kid);
    await later.close();
    expect(new Set(kids).size).toBe(1);
  });

  it('[PROOF-5] a log is compared for its own tablet only', async () => {
    await using world = await openWorld(engine);
    const [owner, other] = [await world.enrol(), await world.enrol('hn-01', 'Máy 2')];
    const { digest } = await push(world.app, owner, sampleLog(2));
    const answer = await world.app.inject({
      method: 'POST',
      url: '/api/v1/reconcile',
      headers: { authorization: `Bearer ${other.deviceToken}` },
      payload: {
        protocol: 2,
        nonce: 'nonce-of-reconcile',
        logId: owner.logId,
        head: { count: 2, records: 1, digest },
        probes: [],
      },
    });
    expect(answer.json()).toMatchObject({ problem: 'device/not-allowed' });
  });
});

const byValue = (left: number, right: number): number => left - right;
