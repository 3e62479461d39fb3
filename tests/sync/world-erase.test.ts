import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSetting } from '../../src/store/settings.ts';
import { tokenToHash } from '../../sync-server/services/identify-device.ts';
import { endDevice } from '../../sync-server/services/end-device.ts';
import { beginAnew } from '../../src/actions/begin-anew.ts';
import { saveDraft } from '../../src/actions/save-draft.ts';
import { checkStorage } from '../../src/store/check-storage.ts';
import type { Transport } from '../../src/sync/core/ports.ts';
import type { SyncStore } from '../../src/sync/core/sync-store.ts';
import { freshMemory, syncRound } from '../../src/sync/core/sync-round.ts';
import { createTransport } from '../../src/sync/transport.ts';
import { keepPerson, morningMs } from '../support/tablet-fixture.ts';
import { openTestFrame } from '../support/sealing.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

const draft = { draftId: 'draft', officerId: 'cb-01', input: {}, channel: 'paper' } as const;

let world: World;
let tablet: WorldTablet;

beforeEach(async () => {
  world = await createWorld(90);
  tablet = await world.addTablet();
});
afterEach(() => world.close());

const switchOff = async () => {
  const device = await tablet.db.device.get('device');
  const { random } = tablet;
  const ports = { store: world.store(), clock: () => morningMs, random, openFrame: openTestFrame };
  const ending = { deviceId: device?.deviceId ?? '', kind: 'switched-off', reason: 'Mất' } as const;
  const ended = await endDevice(ports, ending);
  expect(ended.ok).toBe(true);
};

const rowsLeft = async () => {
  const tables = await Promise.all(
    tablet.db.tables.map(async (table) => [table.name, await table.count()] as const),
  );
  return Object.fromEntries(tables.filter(([, rows]) => rows > 0));
};

describe('a tablet that was switched off', () => {
  it('[DEVICE-7] delivers everything, then erases its keys and all it holds', async () => {
    for (let person = 0; person < 3; person += 1) await keepPerson(tablet);
    await saveDraft(tablet, draft);
    await tablet.syncToEnd();
    await keepPerson(tablet);
    await switchOff();
    await tablet.syncToEnd();
    expect(await rowsLeft()).toEqual({ settings: 1 });
    expect(await readSetting(tablet.db, 'erased')).toEqual({ atMs: tablet.clock.wallMs() });
    const held = await world.store().listEntries({ unitId: 'cc-01', status: 'quarantined' });
    expect(held).toHaveLength(2);
    expect(await world.records()).toHaveLength(3);
    expect(await tablet.sync()).toEqual({ kind: 'rested' });
  });

  it('[DEVICE-7] holds on to everything while anything is unsent, however often it is told', async () => {
    await keepPerson(tablet);
    await tablet.syncToEnd();
    await switchOff();
    const { transport, store } = tablet.ports;
    let kept = 0;
    // A sheet is kept while the answer that says "erase" is on its way.
    const during: Transport = {
      ...transport,
      push: async (request) => {
        const answer = await transport.push(request);
        if (answer.ok && answer.value.command === 'erase' && kept < 3) {
          kept += 1;
          await keepPerson(tablet);
        }
        return answer;
      },
    };
    // And one more between the last answer and the erasing.
    const last: SyncStore = {
      ...store,
      eraseTablet: async (nowMs) => {
        if (kept === 3) await keepPerson(tablet);
        kept += 1;
        return store.eraseTablet(nowMs);
      },
    };
    const rounds: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const ports = { ...tablet.ports, transport: during, store: last };
      const { outcome } = await syncRound(ports, freshMemory);
      rounds.push(outcome.kind);
    }
    expect(rounds.filter((kind) => kind === 'erased')).toHaveLength(1);
    expect(rounds[0]).not.toBe('erased');
    expect(await rowsLeft()).toEqual({ settings: 1 });
    const quarantined = await world.store().listEntries({ unitId: 'cc-01', status: 'quarantined' });
    expect(quarantined).toHaveLength(4 * 2);
  });

  it('[DEVICE-7] does not lose what it is told to erase when the answers are lost', async () => {
    await keepPerson(tablet);
    await switchOff();
    tablet.network.plan('/push', 'lose-answer', 'lose-request', 'lose-answer');
    for (let round = 0; round < 8; round += 1) {
      tablet.forget();
      await tablet.sync();
    }
    expect(await rowsLeft()).toEqual({ settings: 1 });
    const held = await world.store().listEntries({ unitId: 'cc-01', status: 'quarantined' });
    expect(held).toHaveLength(2);
  });

  it('[DEVICE-8] takes its own erasing for no loss, keeps nothing more, and can be enrolled anew', async () => {
    await keepPerson(tablet);
    await switchOff();
    const device = await tablet.db.device.get('device');
    const remembered = {
      deviceId: device?.deviceId ?? '',
      unitId: device?.unitId ?? '',
      logId: (await tablet.db.logs.toArray())[0]?.logId ?? '',
      head: 2,
      ackedThrough: 0,
    };
    tablet.tripwire.write(remembered);
    await tablet.syncToEnd();
    const check = await checkStorage(tablet.db, remembered, tablet.clock.wallMs());
    expect(check).toEqual({ lost: false, erased: true, marker: null });
    await expect(keepPerson(tablet)).rejects.toThrow('storage/lost');
    await saveDraft(tablet, draft);
    expect(await tablet.db.entries.count()).toBe(0);
    expect(await tablet.db.drafts.count()).toBe(0);
    await beginAnew(tablet);
    expect(tablet.tripwire.read()).toBeNull();
    expect(await readSetting(tablet.db, 'erased')).toBeNull();
  });
});

describe('a tablet from before tablets had keys', () => {
  it('[ENROL-13] makes its key known at the first contact and signs from then on, also over lost answers', async () => {
    const before = await tablet.db.device.get('device');
    if (!before) throw new Error('It was enrolled.');
    const { signingKey: _key, publicKey: _public, ...row } = before;
    const deviceId = '00000000-0000-7000-8000-000000000077';
    const deviceToken = 'token-of-before-that-is-long-enough-000';
    await world.store().transact((tx) =>
      tx.insertDevice({
        deviceId,
        unitId: row.unitId,
        name: 'Máy cũ',
        tokenHash: tokenToHash(deviceToken),
        enrolledAtMs: 0,
      }),
    );
    await tablet.db.device.put({ ...row, deviceId, deviceToken });
    await keepPerson(tablet);
    tablet.network.plan('/device-key', 'lose-answer');
    for (let round = 0; round < 4; round += 1) {
      tablet.forget();
      await tablet.sync();
    }
    expect(await world.records()).toHaveLength(1);
    const after = await tablet.db.device.get('device');
    expect(after).toMatchObject({ deviceToken, keyKnown: true });
    expect(after?.signingKey?.extractable).toBe(false);
    const last = tablet.network.delivered.at(-1);
    expect(new Headers(last?.init.headers).has('authorization')).toBe(false);
    const transport = createTransport(tablet.db, '', tablet.network.fetchFrom);
    expect((await transport.board()).ok).toBe(true);
  });
});
