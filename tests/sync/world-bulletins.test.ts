import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Aim } from '#domain/bulletin/aim.ts';
import type { PublishedBulletin } from '#domain/bulletin/bulletin.ts';
import { receiveBulletin } from '../../src/actions/receive-bulletin.ts';
import { readBulletins } from '../../src/store/bulletins.ts';
import { freshMemory, syncRound, toldOfNews } from '../../src/sync/core/sync-round.ts';
import { noteReceipts } from '../../sync-server/services/bulletins/note-receipts.ts';
import { idOf } from '../support/id-of.ts';
import { openTestFrame } from '../support/sealing.ts';
import { morningMs, sampleSession } from '../support/tablet-fixture.ts';
import { createWorld, worldUnit, type World, type WorldTablet } from '../support/world.ts';

let world: World;
let tablet: WorldTablet;

beforeEach(async () => {
  world = await createWorld(31);
  tablet = await world.addTablet();
  await tablet.syncToEnd();
});
afterEach(() => world.close());

const bulletin = (number: number, aim: Aim, more: object = {}): PublishedBulletin => ({
  bulletinId: idOf('bulletin', number),
  title: `Bản tin ${number}`,
  text: 'Nội dung',
  isUrgent: true,
  aim,
  validUntilMs: morningMs + 3_600_000,
  publishedAtMs: morningMs - number,
  ...more,
});
const publish = (...bodies: readonly PublishedBulletin[]) =>
  world.store().transact((tx) =>
    tx.appendFeed(
      'reference',
      bodies.map((body) => ({ kind: 'bulletin', audience: null, body })),
    ),
  );
const shown = async (nowMs = morningMs) =>
  (await readBulletins(tablet.db, sampleSession, nowMs)).map(({ title }) => title);
const bulletinId = idOf('bulletin', 1);

describe('what the city tells a tablet', () => {
  it('[BULLETIN-1] shows an officer what is for them, with no network, until it is over', async () => {
    await publish(
      bulletin(1, { to: 'everyone' }),
      bulletin(2, { to: 'districts', districts: [worldUnit.district] }),
      bulletin(3, { to: 'districts', districts: ['Hoàn Kiếm'] }),
      bulletin(4, { to: 'units', unitIds: [worldUnit.unitId] }),
      bulletin(5, { to: 'units', unitIds: ['elsewhere'] }),
      bulletin(6, { to: 'roles', roles: [sampleSession.role] }),
      bulletin(7, { to: 'roles', roles: ['tracer'] }),
      bulletin(8, { to: 'citizens' }),
      bulletin(9, { to: 'officers' }, { validUntilMs: morningMs + 1 }),
    );
    tablet.forget();
    await tablet.syncToEnd();
    tablet.network.release('lose-request');
    const here = ['Bản tin 1', 'Bản tin 2', 'Bản tin 4', 'Bản tin 6'];
    expect(await shown()).toEqual([...here, 'Bản tin 9']);
    expect(await shown(morningMs + 1)).toEqual(here);
    expect(await shown(morningMs + 3_600_000)).toEqual([]);
  });

  it('[BULLETIN-2] takes back what is withdrawn at the next contact, also while the vault is locked', async () => {
    await publish(bulletin(1, { to: 'everyone' }), bulletin(2, { to: 'everyone' }));
    tablet.forget();
    await tablet.syncToEnd();
    const line = { kind: 'bulletin.withdrawn', audience: null, body: { bulletinId } };
    await world.store().transact((tx) => tx.appendFeed('reference', [line]));
    expect(await shown()).toEqual(['Bản tin 1', 'Bản tin 2']);
    tablet.forget();
    await tablet.syncToEnd();
    expect(await shown()).toEqual(['Bản tin 2']);
  });

  it('[BULLETIN-8] is read as soon as there is said to be news, but not while the server asks not to be read', async () => {
    const { memory } = await syncRound(tablet.ports, freshMemory);
    await publish(bulletin(1, { to: 'everyone' }));
    expect((await syncRound(tablet.ports, memory)).outcome.kind).toBe('rested');
    await syncRound(tablet.ports, toldOfNews(memory));
    expect(await shown()).toEqual(['Bản tin 1']);
    await publish(bulletin(2, { to: 'everyone' }));
    const notBeforeMonoMs = tablet.clock.monoMs() + 1;
    const refused = { ...memory, reading: { ...memory.reading, notBeforeMonoMs } };
    expect((await syncRound(tablet.ports, toldOfNews(refused))).outcome.kind).toBe('rested');
    expect(await shown()).toEqual(['Bản tin 1']);
  });

  it('[BULLETIN-6] keeps in its log who read and who acknowledged, once for each, offline and through a restart, and delivers it', async () => {
    await publish(bulletin(1, { to: 'everyone' }));
    tablet.forget();
    await tablet.syncToEnd();
    const say = (what: 'read' | 'acknowledged') => receiveBulletin(tablet, bulletinId, what);
    await Promise.all([say('read'), say('read')]);
    await Promise.all([say('acknowledged'), say('acknowledged'), say('acknowledged')]);
    await say('read');
    const held = await readBulletins(tablet.db, sampleSession, morningMs);
    expect(held).toMatchObject([{ isRead: true, isAcknowledged: true }]);
    const kinds = (await tablet.db.entries.toArray()).map(({ kind }) => kind);
    expect(kinds).toEqual(['bulletin.read', 'bulletin.acknowledged']);
    await tablet.syncToEnd();
    const noting = { store: world.store(), openFrame: openTestFrame };
    expect(await noteReceipts(noting, 0)).toBe(2);
    expect(await noteReceipts(noting, 0)).toBe(0);
    const { officerId } = sampleSession;
    const receipts = await world.store().listReceipts(bulletinId);
    const by = { officerId, unitId: worldUnit.unitId };
    expect(receipts).toHaveLength(2);
    expect(receipts).toEqual(
      expect.arrayContaining([
        { kind: 'read', ...by },
        { kind: 'acknowledged', ...by },
      ]),
    );
    expect(await receiveBulletin(tablet, bulletinId, 'acknowledged')).toMatchObject({ ok: true });
    expect(await tablet.db.entries.count()).toBe(2);
  });
});
