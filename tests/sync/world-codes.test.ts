import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeNews } from '#domain/qr/code-news.ts';
import { addSigningKey, withdrawKey } from '../../sync-server/services/trust/keep-keys.ts';
import { applyPullPage } from '../../src/store/apply-pull-page.ts';
import { readCodeNews } from '../../src/store/code-news.ts';
import { readTrustAge, readTrustList } from '../../src/store/read-trust-list.ts';
import { idOf } from '../support/id-of.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

let world: World;
let tablet: WorldTablet;

beforeEach(async () => {
  world = await createWorld(19);
  tablet = await world.addTablet();
});
afterEach(() => world.close());

const declarationId = idOf('signed', 1);
const newsOf = (untilMs: number): CodeNews => ({ what: 'superseded', declarationId, untilMs });
const tell = (body: CodeNews) =>
  world
    .store()
    .transact((tx) => tx.appendFeed('reference', [{ kind: 'code-news', audience: null, body }]));

describe('what a tablet knows of codes', () => {
  it('[TRUST-5] keys come with the feed, the last word about each holds, and the list says when it was read', async () => {
    const ports = { store: world.store(), clock: () => tablet.clock.wallMs() };
    expect(await readTrustAge(tablet.db)).toBeNull();
    const { keyId } = await addSigningKey(ports);
    await tablet.syncToEnd();
    expect(await readTrustList(tablet.db)).toMatchObject([{ keyId, withdrawnAtMs: null }]);
    expect(await readTrustAge(tablet.db)).toBeGreaterThan(0);
    await withdrawKey(ports, keyId);
    tablet.advance(120_000);
    await tablet.syncToEnd();
    const keys = await readTrustList(tablet.db);
    expect(keys).toHaveLength(2);
    expect(keys.find((key) => key.keyId === keyId)?.withdrawnAtMs).toBeGreaterThan(0);
  });

  it('[CODE-11] what was told of a code stays told when the server begins anew, and goes when the code has ended', async () => {
    const endsMs = tablet.clock.wallMs() + 3_600_000;
    await tell(newsOf(endsMs));
    await tablet.syncToEnd();
    expect(await readCodeNews(tablet.db, declarationId)).toEqual([newsOf(endsMs)]);
    expect(await readCodeNews(tablet.db, idOf('signed', 2))).toEqual([]);
    const page = { scope: 'reference', epoch: 'another', last: true, changes: [] };
    const apply = async (askedAtMs: number, reset: boolean) => {
      const asked = (await tablet.db.cursors.get('reference'))?.cursor ?? 0;
      expect(
        await applyPullPage(tablet.db, { ...page, asked, cursor: asked + 1, askedAtMs, reset }),
      ).toBe(true);
      return (await readCodeNews(tablet.db, declarationId)).length;
    };
    expect(await apply(endsMs, true)).toBe(1);
    expect(await apply(endsMs + 25 * 3_600_000, false)).toBe(0);
  });
});
