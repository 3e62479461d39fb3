import { describe, expect, it } from 'vitest';
import { markerOf, personToTerms, type WatchedPerson } from '#domain/watch/watch-mark.ts';
import { findWatched } from '#domain/watch/watch-set.ts';
import {
  watchlistChangedSchema,
  watchlistNoticeSchema,
  watchlistResponseSchema,
  type WatchStanding,
} from '#protocol/watchlist.ts';
import { sessionHeader } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { readWatchlist } from '../../src/store/watchlist.ts';
import { catchUpWatchlist } from '../../src/sync/catch-up-watchlist.ts';
import { changeWatchlist } from '../../sync-server/services/watch/keep-watchlist.ts';
import { createSecretBox } from '../../sync-server/services/sealing/secret-box.ts';
import { sealedStore } from '../../sync-server/services/sealing/sealed-store.ts';
import { testKeys } from '../support/sealing.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { createTestTablet } from '../support/tablet-fixture.ts';
import { bothEngines, type TestEngine } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import { openWorld, pull, serverNowMs } from './server-world.ts';

const dayMs = 86_400_000;
const someone: WatchedPerson = { number: '036190012345', phone: '0912345678' };
const contact: WatchedPerson = { plate: '29A-123.45' };

const standing = ({ epoch, seq, floor }: WatchStanding) => ({ epoch, seq, floor });

/** A server, a tracer at one of its tablets, and what that tablet holds of the list. */
const openTracing = async (engine: TestEngine) => {
  const world = await openWorld(engine);
  const device = await world.enrol();
  const officer = await seedOfficer(world, 'hn-01', 'tracer');
  const token = await tokenOf(world, device, officer, { code: codeNow() });
  const ask = async (path: string, what: object): Promise<unknown> => {
    const answer = await world.app.inject({
      method: 'POST',
      url: `/api/v1/${path}`,
      headers: { authorization: `Bearer ${device.deviceToken}`, [sessionHeader]: token },
      payload: { protocol: protocolVersion, nonce: 'nonce-of-watchlist', ...what },
    });
    return answer.json();
  };
  const change = async (kind: 'case' | 'contact' | null, people: readonly WatchedPerson[]) =>
    watchlistChangedSchema.parse(await ask('watchlist/change', { kind, people })).count;
  const watchlist = async (have: WatchStanding | null) => ({
    ok: true as const,
    value: watchlistResponseSchema.parse(await ask('watchlist', { have: have && standing(have) })),
  });
  return { world, device, change, watchlist };
};

describe.each(bothEngines)('who is looked for, on $name', (engine) => {
  it('[WATCH-4] is told by difference to a tablet that finds them alone; who is withdrawn disappears', async () => {
    const { world, device, change, watchlist } = await openTracing(engine);
    await using _ = world;
    const { db } = createTestTablet(85);
    const find = async (person: WatchedPerson) => {
      const held = await readWatchlist(db);
      if (held === null) return 'nothing held';
      return findWatched(held.set, personToTerms(person).map(markerOf(held.set.key)));
    };
    expect(await change('case', [someone])).toBe(2);
    expect(await change('contact', [contact])).toBe(3);
    await catchUpWatchlist(db, { watchlist });
    expect([await find(someone), await find({ phone: '+84912345678' })]).toEqual(['case', 'case']);
    expect([await find(contact), await find({ number: '036190012346' })]).toEqual([
      'contact',
      null,
    ]);
    const before = await readWatchlist(db);
    expect(await change(null, [someone])).toBe(1);
    const { value } = await watchlist(before);
    expect({ ...value, withdrawn: value.withdrawn.length }).toMatchObject({
      reset: false,
      cases: '',
      contacts: '',
      withdrawn: 20,
    });
    await catchUpWatchlist(db, { watchlist });
    expect([await find(someone), await find(contact)]).toEqual([null, 'contact']);
    const { changes } = await pull(world.app, device, { scope: 'reference', limit: '500' });
    const told = changes.filter(({ kind }) => kind === 'watchlist').map(({ body }) => body);
    expect(watchlistNoticeSchema.parse(told.at(-1)).seq).toBe((await readWatchlist(db))?.seq);
    const noted = await world.store.listNewestAudit({ before: null, deed: 'watchlist-changed' }, 9);
    expect(noted).toHaveLength(3);
  });

  it('[WATCH-5] a locked tablet gives away neither the key nor a mark, and the server keeps its key sealed and nobody’s number', async () => {
    const { world, change, watchlist } = await openTracing(engine);
    await using _ = world;
    const { db } = createTestTablet(85);
    await change('case', [someone]);
    await catchUpWatchlist(db, { watchlist });
    const held = await readWatchlist(db);
    if (held === null) throw new Error('nothing held');
    await db.vault.lock();
    expect(await readWatchlist(db)).toBeNull();
    const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
    const rows = await db.settings.toArray();
    const disk = rows
      .flatMap(({ value }) =>
        typeof value === 'object' && value !== null ? Object.values(value) : [],
      )
      .map((value: unknown) => (value instanceof Uint8Array ? asText(value) : String(value)))
      .join(' ');
    expect(disk.includes(asText(held.set.key))).toBe(false);
    expect(disk.includes(asText(held.set.cases.subarray(0, 7)))).toBe(false);
    const marks = await world.store.listWatchMarks(0, 9);
    expect(JSON.stringify(marks)).not.toContain('036190012345');
  });

  it('[WATCH-5] the key of the marks lies sealed in the database', async () => {
    await using world = await openWorld(engine);
    const store = sealedStore(world.store, createSecretBox(testKeys, seededRandom(85)));
    const ports = { store, clock: () => serverNowMs, random: seededRandom(86) };
    await changeWatchlist(ports, [someone], 'case', null);
    const [open, kept] = [await store.watchKey(), await world.store.watchKey()];
    expect(open).toMatch(/^[0-9a-f]{64}$/);
    expect(kept).not.toContain(open);
    const listed = await world.store.listSecrets();
    expect(listed.filter(({ name }) => name === 'watch-key')).toHaveLength(1);
  });

  it('[WATCH-6] who was away for longer than the withdrawn are remembered is given the whole list, once', async () => {
    const { world, change, watchlist } = await openTracing(engine);
    await using _ = world;
    await change('case', [someone]);
    const { value: early } = await watchlist(null);
    await change(null, [someone]);
    const { value: fresh } = await watchlist(null);
    const later = {
      store: world.store,
      random: seededRandom(86),
      clock: () => serverNowMs + 31 * dayMs,
    };
    await changeWatchlist(later, [contact], 'contact', null);
    const { value: away } = await watchlist({ ...early });
    expect(away).toMatchObject({ reset: true, cases: '', withdrawn: '' });
    expect((await watchlist({ ...away })).value).toMatchObject({ reset: false, contacts: '' });
    expect((await watchlist({ ...fresh })).value).toMatchObject({ reset: false });
    expect((await watchlist({ ...fresh, epoch: 'another' })).value.reset).toBe(true);
  });
});
