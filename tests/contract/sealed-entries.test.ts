import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { createEntrySealer } from '../../src/vault/entry-sealer.ts';
import { announceKeys } from '../../sync-server/services/sealing/announce-keys.ts';
import { frameOpener } from '../../sync-server/services/sealing/open-frames.ts';
import {
  addSealingKey,
  openSealingKeys,
  toPublic,
} from '../../sync-server/services/sealing/sealing-keys.ts';
import { replayQuarantine } from '../../sync-server/services/replay-quarantine.ts';
import { openTestFrame, sealAll, testKeys } from '../support/sealing.ts';
import { runRefusedServer, startServer } from '../support/server-process.ts';
import { idOf } from '../support/id-of.ts';
import { hexToBytes, readVectors } from '../support/vector-file.ts';
import { frameAt, personalWords, sampleLog } from './sample-log.ts';
import { onBoard, openWorld, push, temporaryDir } from './server-world.ts';

const seed = 4;
const newest = testKeys.at(-1);
if (!newest) throw new Error('There are test keys.');
const to = toPublic(newest);
const vectors = readVectors('log/frames-sealed.txt');
const bytes = fc.uint8Array({ minLength: 1, maxLength: 400 });

describe('a sealed frame', () => {
  it(`[SEAL-1] is opened by the key it was sealed to, and by no other (seed ${seed})`, async () => {
    const others = frameOpener(testKeys.slice(0, 1));
    const seal = createEntrySealer();
    await fc.assert(
      fc.asyncProperty(bytes, async (frame) => {
        const sealed = await seal(frame, to);
        expect(sealed.length).toBe(frame.length + 62);
        expect(openTestFrame(sealed)).toMatchObject({ ok: true });
        const opened = openTestFrame(sealed);
        expect(opened.ok && Buffer.compare(opened.value, frame)).toBe(0);
        expect(others(sealed)).toEqual({ ok: false, error: { code: 'entry/unopened' } });
      }),
      { seed, numRuns: 100 },
    );
  });

  it(`[SEAL-2] with any bit turned, or cut anywhere, is said not to open, and nothing is thrown (seed ${seed})`, async () => {
    const seal = createEntrySealer();
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(), fc.nat(7), async (frame, place, bit) => {
        const sealed = await seal(frame, to);
        const turned = Uint8Array.from(sealed);
        // The first byte says what it is: turned, it is no sealed frame any more.
        const at = 1 + (place % (sealed.length - 1));
        turned[at] = (turned[at] ?? 0) ^ (1 << bit);
        const cut = sealed.subarray(0, 1 + (place % (sealed.length - 1)));
        for (const damaged of [turned, cut]) {
          expect(openTestFrame(damaged)).toEqual({ ok: false, error: { code: 'entry/unopened' } });
        }
      }),
      { seed, numRuns: 300 },
    );
  });

  it('[SEAL-3] never looks like another of the same content, whichever page sealed it', async () => {
    const frame = Uint8Array.of(2, 1, 2, 3);
    const [one, other] = [createEntrySealer(), createEntrySealer()];
    const sealed = [await one(frame, to), await one(frame, to), await other(frame, to)];
    expect(new Set(sealed.map((each) => bytesToHex(each.subarray(-19)))).size).toBe(3);
    expect(new Set(sealed.map((each) => bytesToHex(each.subarray(9, 46)))).size).toBe(3);
  });

  it.each(vectors)('[SEAL-4] $name opens in any language', (vector) => {
    const opened = openTestFrame(hexToBytes(vector['sealed'] ?? ''));
    expect(opened.ok && bytesToHex(opened.value)).toBe(vector['frame']);
  });
});

describe('a server that is sent sealed entries', () => {
  it('[SEAL-5] takes them up as if they were plain, and keeps the bytes that came', async () => {
    await using world = await openWorld();
    const tablet = await world.enrol();
    const entries = await sealAll(sampleLog(4));
    const { ackedThrough, results } = await push(world.app, tablet, entries);
    expect(ackedThrough).toBe(4);
    expect(results).toEqual([{ from: 1, through: 4, status: 'applied' }]);
    const stored = await world.store.listEntries({ unitId: 'hn-01', status: 'applied' });
    expect(stored.map(({ frame }) => bytesToHex(frame))).toEqual(
      entries.map(({ frame }) => bytesToHex(frame)),
    );
    for (const { frame } of stored) {
      expect(personalWords.some((word) => Buffer.from(frame).includes(word))).toBe(false);
      expect(parseEntry(frame)).toEqual({ ok: false, error: { code: 'entry/unopened' } });
    }
  });

  it('[SEAL-6] keeps what it cannot open, and takes it up once the key is back', async () => {
    await using world = await openWorld();
    const tablet = await world.enrol();
    const app = world.withPorts({ openFrame: frameOpener(testKeys.slice(0, 1)) });
    const entries = await sealAll(sampleLog(2));
    const damaged = frameAt(3, Uint8Array.of(3, 1), idOf('damaged', 3));
    const { ackedThrough } = await push(app, tablet, [...entries, damaged]);
    expect(ackedThrough).toBe(3);
    const held = await world.store.listEntries({ unitId: 'hn-01', status: 'quarantined' });
    expect(held.map(({ reason }) => reason)).toEqual(Array(3).fill('entry/unopened'));
    expect(await replayQuarantine(world)).toBe(2);
    expect(await onBoard(world.app, tablet)).toMatchObject({ quarantined: 1 });
  });

  it('[SEAL-7] tells tablets of a new key, and still opens what was sealed to the one before', async () => {
    using dir = temporaryDir();
    await using world = await openWorld();
    const path = join(dir.path, 'keys.json');
    const [first] = openSealingKeys(path, 1);
    expect(statSync(path).mode & 0o077).toBe(0);
    await announceKeys(world.store, openSealingKeys(path, 2));
    const keys = addSealingKey(path, 3);
    await announceKeys(world.store, keys);
    await announceKeys(world.store, keys);
    const told = await world.store.listSealingKeys();
    expect(told).toEqual(keys.map(toPublic));
    expect(told[0]?.keyId).toBe(first?.keyId);
    expect(JSON.stringify(told)).not.toContain(first?.d);
    const seal = createEntrySealer();
    for (const key of told) {
      expect(frameOpener(keys)(await seal(Uint8Array.of(2, 9), key)).ok).toBe(true);
    }
    const refused = await announceKeys(world.store, keys.slice(0, 1));
    expect(refused).toMatchObject({ ok: false, error: expect.stringContaining('are missing') });
  });

  it('[SEAL-8] does not start without the keys that its ledger told of', async () => {
    using dir = temporaryDir();
    const server = await startServer({ dataDir: dir.path });
    await server.stop();
    const path = join(dir.path, 'sealing-keys.json');
    expect(readFileSync(path, 'utf8')).toContain('madeAtMs');
    rmSync(path);
    const ended = await runRefusedServer({ dataDir: dir.path });
    expect(ended.exitCode).toBe(1);
    expect(ended.output).toContain('Put the file of sealing keys back');
    expect(ended.output).not.toContain('"d"');
  });
});
