import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OwnKey } from '../../src/platform/device-signature.ts';
import { keyToText } from '../../sync-server/services/identify-device.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import type { StoredEntry } from '../../sync-server/store/store.ts';
import { freePort } from '../support/free-port.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import type { LedgerHome } from './ledger-home.ts';

/** A tablet that may speak, made known without the enrolment's screens. */
export type KnownDevice = {
  readonly deviceId: string;
  readonly unitId: string;
  readonly deviceToken: string;
  /** Absent: it is one of those that were enrolled before tablets had keys. */
  readonly key?: OwnKey;
};

export type ServerUnderTest = {
  readonly url: string;
  readonly pid: () => number;
  /** SIGKILL, and the same address again after a moment. */
  readonly crash: () => Promise<void>;
  /** Copies the ledger as a nightly backup would. */
  readonly backUp: () => Promise<void>;
  /** The server is gone, and comes back with the ledger of the last backup. */
  readonly restore: () => Promise<void>;
  /** Ends the server for good. @returns all it took into custody */
  readonly close: (unitIds: readonly string[]) => Promise<StoredEntry[]>;
};

/** The real server as a process of its own, on a ledger that can be copied and put back. */
export const startServerUnderTest = async (
  home: LedgerHome,
  devices: readonly KnownDevice[],
): Promise<ServerUnderTest> => {
  await makeKnown(home, devices);
  const port = await freePort();
  const env = { NODE_ENV: 'production', CHOT_LOG_LEVEL: 'silent', ...home.env };
  const start = (): Promise<ServerProcess> => startServer({ dataDir: home.dataDir, port, env });
  let server = await start();

  const whileDown = async (work: () => Promise<void>) => {
    await server.kill();
    await work();
    server = await start();
  };

  return {
    url: server.url,
    pid: () => server.pid,
    crash: () => whileDown(() => sleep(50)),
    backUp: () => (home.copiesLive ? home.backUp() : whileDown(home.backUp)),
    restore: () => whileDown(home.restore),
    close: async (unitIds) => {
      await server.kill();
      const store = await openSqlStore(await home.openEngine(), 'opened by the oracle');
      const statuses = ['applied', 'duplicate', 'quarantined', 'skipped'] as const;
      const held: StoredEntry[] = [];
      for (const unitId of unitIds) {
        for (const status of statuses) held.push(...(await store.listEntries({ unitId, status })));
      }
      await store.close();
      return held;
    },
  };
};

const makeKnown = async (home: LedgerHome, devices: readonly KnownDevice[]): Promise<void> => {
  const store = await openSqlStore(await home.openEngine(), 'epoch-of-the-simulation');
  const unitIds = [...new Set(devices.map(({ unitId }) => unitId))];
  await store.transact(async (tx) => {
    await tx.appendFeed(
      'reference',
      unitIds.map((unitId) => ({ kind: 'unit', audience: null, body: unitOf(unitId) })),
    );
    for (const { deviceId, unitId, deviceToken, key } of devices) {
      const tokenHash = createHash('sha256').update(deviceToken).digest('hex');
      const publicKey = key ? keyToText(key.publicKey) : null;
      const device = { deviceId, unitId, name: 'Máy', tokenHash, publicKey, enrolledAtMs: 0 };
      await tx.insertDevice(device);
    }
  });
  await store.close();
};

const unitOf = (unitId: string) => ({
  unitId,
  kind: 'city-checkpoint',
  name: `Chốt ${unitId}`,
  district: '',
  facing: '',
});
