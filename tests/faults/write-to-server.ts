import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pushToBody } from '#protocol/push-body.ts';
import { pushMediaType, pushResponseSchema } from '#protocol/push.ts';
import { protocolVersion } from '#protocol/version.ts';
import { sampleLog } from '../contract/sample-log.ts';
import { idOf } from '../support/id-of.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { postgresHome, sqliteHome, type LedgerHome } from '../simulator/ledger-home.ts';
import { startServerUnderTest } from '../simulator/server-under-test.ts';
import { startPostgres } from '../support/postgres-cluster.ts';
import { freezeTree, killTree } from './process-tree.ts';
import type { Running, Writer } from './writer.ts';

const entries = 400;
const perPush = 4;
const device = {
  deviceId: idOf('device of the rig', 1),
  unitId: 'hn-01',
  deviceToken: 'token-of-the-rig-that-is-long-enough',
};
const logId = idOf('log of the rig', 1);

/** Pushes until all is acknowledged; the last answer is hardly there when everything stands still. */
const pushAll = async (url: string): Promise<number> => {
  const log = sampleLog(entries);
  let acked = 0;
  while (acked < entries) {
    const body = pushToBody({
      protocol: protocolVersion,
      nonce: 'nonce-of-the-rig',
      logId,
      epochSeen: null,
      from: acked + 1,
      entries: log.slice(acked, acked + perPush),
      clock: { wall: 0, mono: 0 },
      queue: { depth: entries - acked, records: 0, oldestWallMs: null },
      app: 'rig',
    });
    const answer = await fetch(`${url}/api/v1/push`, {
      method: 'POST',
      headers: {
        'content-type': pushMediaType,
        authorization: `Bearer ${device.deviceToken}`,
      },
      body,
    });
    acked = pushResponseSchema.parse(await answer.json()).ackedThrough;
  }
  return acked;
};

const countApplied = async (home: LedgerHome): Promise<number> => {
  const store = await openSqlStore(await home.openEngine(), 'opened after the cut');
  const applied = await store.listEntries({ unitId: device.unitId, status: 'applied' });
  await store.close();
  const isGapless = applied.every(({ position }, index) => position === index + 1);
  return isGapless ? applied.length : 0;
};

export const serverOnSqlite: Writer = {
  name: 'server on SQLite',
  mustLose: false,
  begin: async (dir): Promise<Running> => {
    const server = await startServerUnderTest(sqliteHome(dir), [device]);
    return {
      writeUntilFrozen: async () => {
        const acked = await pushAll(server.url);
        freezeTree(server.pid());
        return acked;
      },
      kill: async () => killTree(server.pid()),
    };
  },
  count: (dir) => countApplied(sqliteHome(dir)),
};

const databaseName = 'chot_rig';

export const serverOnPostgres: Writer = {
  name: 'server on PostgreSQL',
  mustLose: false,
  begin: async (dir): Promise<Running> => {
    const clusterDir = join(dir, 'cluster');
    mkdirSync(clusterDir);
    const cluster = await startPostgres(clusterDir);
    const server = await startServerUnderTest(postgresHome(dir, cluster.url, databaseName), [
      device,
    ]);
    return {
      writeUntilFrozen: async () => {
        const acked = await pushAll(server.url);
        freezeTree(cluster.pid);
        freezeTree(server.pid());
        return acked;
      },
      kill: async () => {
        killTree(server.pid());
        killTree(cluster.pid);
      },
    };
  },
  count: async (dir) => {
    const cluster = await startPostgres(join(dir, 'cluster'));
    const home = postgresHome(dir, cluster.url, databaseName);
    const count = await countApplied(home);
    await cluster.stop();
    return count;
  },
};
