import type { FastifyInstance } from 'fastify';
import type { Officer } from '#domain/officer/officer.ts';
import type { Unit } from '#domain/unit/unit.ts';
import { buildApp } from '../../sync-server/http/app.ts';
import { keyToText } from '../../sync-server/services/identify-device.ts';
import { announceKeys } from '../../sync-server/services/sealing/announce-keys.ts';
import type { SqlEngine } from '../../sync-server/store/sql-engine.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { enrolTablet } from '../../src/actions/enrol-tablet.ts';
import { mintRandomId } from '#domain/core/random.ts';
import type { DeviceRow } from '../../src/store/rows.ts';
import { createDexieSyncStore } from '../../src/sync/dexie-sync-store.ts';
import type { SyncPorts } from '../../src/sync/core/ports.ts';
import type { ServerCalls } from '../../src/sync/ports.ts';
import {
  freshMemory,
  syncRound,
  type RoundMemory,
  type RoundOutcome,
} from '../../src/sync/core/sync-round.ts';
import { createTransport } from '../../src/sync/transport.ts';
import {
  createTestTablet,
  morningMs,
  sampleOfficer,
  sampleSession,
  type TestTablet,
} from './tablet-fixture.ts';
import { migratedInMemory } from './migrated-sqlite.ts';
import { seededRandom } from './seeded-random.ts';
import { hashTestTerm, openTestFrame, testKeys } from './sealing.ts';
import { callApp, createTestNetwork, type TestNetwork } from './test-network.ts';

export const worldUnit: Unit = {
  unitId: 'cc-01',
  kind: 'city-checkpoint',
  name: 'Chốt mẫu 1',
  district: 'Gia Lâm',
  facing: 'Hưng Yên',
};
export const worldCode = 'MAU-2021';

export type WorldTablet = TestTablet & {
  readonly network: TestNetwork;
  readonly ports: SyncPorts & { readonly transport: ServerCalls };
  /** One round of the sync engine, with what the last one remembered. */
  readonly sync: () => Promise<RoundOutcome>;
  /** Rounds until nothing is due any more; the test fails if that never happens. */
  readonly syncToEnd: () => Promise<void>;
  /** The next round says hello and reads the feeds, as after a restart. */
  readonly forget: () => void;
};

export type World = {
  readonly addTablet: () => Promise<WorldTablet>;
  /** A second tablet with a copy of the first one's whole storage, token included. */
  readonly cloneTablet: (original: WorldTablet) => Promise<WorldTablet>;
  /** Ids of the records the server has taken up, each as often as it took effect, sorted. */
  readonly records: () => Promise<string[]>;
  readonly store: () => Store;
  /** The server as it was before it received anything but the first pushes: a backup put back. */
  readonly restoreServer: (pushesKept: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Server = { app: FastifyInstance; store: Store };

const startServer = async (seed: number, engine: SqlEngine): Promise<Server> => {
  const random = seededRandom(seed);
  const store = await openSqlStore(engine, mintRandomId(random));
  const officer: Officer = await sampleOfficer('2580', worldUnit.unitId);
  await store.transact((tx) =>
    tx.appendFeed('reference', [
      { kind: 'unit', audience: null, body: worldUnit },
      { kind: 'officer', audience: worldUnit.unitId, body: officer },
      { kind: 'rule.unheard-of', audience: null, body: { version: 7 } },
    ]),
  );
  await announceKeys(store, testKeys);
  const app = buildApp({
    store,
    clock: () => morningMs,
    random,
    openFrame: openTestFrame,
    hashTerm: hashTestTerm,
    demo: false,
    enrolCode: worldCode,
    tabletDir: null,
    isBusy: engine.isBusy,
    logLevel: 'silent',
  });
  return { app, store };
};

/** Tablets and the real server in one process, with lines that a test holds in its hand. */
export const createWorld = async (
  seed: number,
  openEngine: () => SqlEngine = migratedInMemory,
): Promise<World> => {
  let server = await startServer(seed, openEngine());
  let restores = 0;
  const tablets: WorldTablet[] = [];
  const close = async () => {
    await server.app.close();
    await server.store.close();
  };

  const unbox = () => {
    const tablet = createTestTablet(seed * 100 + tablets.length);
    return { tablet, network: createTestNetwork(() => server.app) };
  };

  const addTablet = async (): Promise<WorldTablet> => {
    const { tablet, network } = unbox();
    const enrolment = { code: worldCode, unitId: worldUnit.unitId, deviceName: 'Máy' };
    const enrolled = await enrolTablet(tablet, enrolment, network.fetchFrom);
    if (!enrolled.ok) throw new Error(enrolled.error.code);
    await tablet.db.settings.put({ key: 'session', value: sampleSession });
    const added = withEngine(tablet, network);
    tablets.push(added);
    return added;
  };

  const cloneTablet = async (original: WorldTablet): Promise<WorldTablet> => {
    const { tablet, network } = unbox();
    for (const table of original.db.tables) {
      await tablet.db.table(table.name).bulkPut(await table.toArray());
    }
    const clone = withEngine(tablet, network);
    tablets.push(clone);
    return clone;
  };

  const restoreServer = async (pushesKept: number) => {
    const { store: lost } = server;
    restores += 1;
    server = await startServer(seed + restores, openEngine());
    const receiptKey = await lost.receiptKey();
    await server.store.transact(async (tx) => {
      if (receiptKey !== null) await tx.keepReceiptKey(receiptKey);
      const devices = new Map<string, DeviceRow>();
      for (const { db } of tablets) {
        const device = await db.device.get('device');
        if (device) devices.set(device.deviceId, device);
      }
      for (const device of devices.values()) {
        const { deviceId, unitId, deviceName: name, publicKey } = device;
        await tx.insertDevice({
          deviceId,
          unitId,
          name,
          tokenHash: null,
          publicKey: publicKey ? keyToText(publicKey) : null,
          enrolledAtMs: 0,
        });
      }
    });
    await lost.close();
    for (const { network } of tablets) {
      const pushes = network.delivered.filter(({ url }) => url.endsWith('/push'));
      for (const { url, init } of pushes.slice(0, pushesKept)) await callApp(server.app, url, init);
    }
  };

  return {
    addTablet,
    cloneTablet,
    restoreServer,
    close,
    store: () => server.store,
    records: () => readRecords(server.store),
  };
};

const withEngine = (tablet: TestTablet, network: TestNetwork): WorldTablet => {
  const { db, clock, random, app } = tablet;
  const transport = createTransport(db, '', network.fetchFrom);
  const ports = { store: createDexieSyncStore(db), clock, random, app, transport };
  let memory: RoundMemory = freshMemory;
  const sync = async () => {
    const round = await syncRound(ports, memory);
    memory = round.memory;
    return round.outcome;
  };
  const syncToEnd = async () => {
    for (let round = 0; round < 200; round += 1) {
      if ((await sync()).kind === 'rested') return;
    }
    throw new Error('the tablet never came to rest');
  };
  const forget = () => {
    memory = freshMemory;
  };
  return { ...tablet, network, ports, sync, syncToEnd, forget };
};

const readRecords = async (store: Store): Promise<string[]> =>
  (await store.listEntries({ unitId: worldUnit.unitId, status: 'applied' }))
    .filter(({ kind }) => kind === 'crossing.recorded')
    .map(({ subjectId }) => subjectId ?? '')
    .toSorted();
