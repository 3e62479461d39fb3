import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { postgresHome, sqliteHome, type LedgerHome } from '../simulator/ledger-home.ts';
import { startServerUnderTest } from '../simulator/server-under-test.ts';
import { postgresAccount, setup as makePostgresAccount } from '../support/postgres-account.ts';
import { startPostgres } from '../support/postgres-cluster.ts';
import { fillDisk } from './disk-full-ballast.ts';
import { deviceOf, startKillClient, type ClientWitness } from './kill-client.ts';
import { judgeKills } from './kill-verdict.ts';
import { createLoopDisk, whyNoLoopDisk } from './loop-disk.ts';

const clients = 4;
const databaseName = 'chot_full_rig';

type Phases = {
  /** The server process was there from the first fill to the last; it was never started again. */
  readonly stayedUp: boolean;
  /** Rounds in which the disk was full for everybody, and in which everybody was served afterwards. */
  readonly refusedRounds: number;
  readonly recoveredRounds: number;
  /** New entries acknowledged after everybody was refused twice; each of them must be stored all the same. */
  readonly acknowledgedWhileFull: number;
};

/** Clients push while the disk fills up to the last block and is emptied again. */
const runFull = async (home: LedgerHome, diskDir: string, rounds: number) => {
  const devices = Array.from({ length: clients }, (_, number) => deviceOf(number));
  const server = await startServerUnderTest(home, devices);
  const pid = server.pid();
  const pushing = devices.map((_, number) => startKillClient(server.url, number, 1));
  const witnesses = pushing.map(({ witness }) => witness);
  const ackedOf = () => witnesses.reduce((sum, { acked }) => sum + acked, 0);
  const refusals = ({ answers }: ClientWitness) => answers.get(503) ?? 0;
  const acked = (witness: ClientWitness) => witness.acked;
  /** Every client has got so much further. */
  const untilAllGot = async (of: typeof acked, further: number): Promise<boolean> => {
    const before = witnesses.map(of);
    for (let tries = 0; tries < 600; tries += 1) {
      const isThere = (witness: ClientWitness, index: number) =>
        of(witness) >= (before[index] ?? 0) + further;
      if (witnesses.every(isThere)) return true;
      await sleep(50);
    }
    return false;
  };

  const phases = { refusedRounds: 0, recoveredRounds: 0, acknowledgedWhileFull: 0 };
  for (let round = 0; round < rounds; round += 1) {
    await untilAllGot(acked, 40);
    const ballast = fillDisk(diskDir);
    if (await untilAllGot(refusals, 2)) phases.refusedRounds += 1;
    const whenFull = ackedOf();
    await untilAllGot(refusals, 5);
    phases.acknowledgedWhileFull += ackedOf() - whenFull;
    ballast.remove();
    if (await untilAllGot(acked, 40)) phases.recoveredRounds += 1;
  }
  const stayedUp = server.pid() === pid && existsSync(`/proc/${pid}`);
  await Promise.all(pushing.map(({ finish }) => finish()));
  const held = await server.close([...new Set(devices.map(({ unitId }) => unitId))]);
  const store = await openSqlStore(await home.openEngine(), 'opened by the judge');
  const counted = await store.countRecords();
  await store.close();
  return { rounds, ...judgeKills(witnesses, held, counted), ...phases, stayedUp } satisfies Phases &
    Record<string, unknown>;
};

const onSqlite = async (rounds: number) => {
  using disk = createLoopDisk(48);
  return await runFull(sqliteHome(disk.dir), disk.dir, rounds);
};

/** The tables on the small disk, the write-ahead log elsewhere, as `CREATE TABLESPACE` is for. */
const onPostgres = async (rounds: number) => {
  makePostgresAccount();
  using disk = createLoopDisk(64);
  const dir = mkdtempSync(join(tmpdir(), 'chot-full-'));
  const space = join(disk.dir, 'space');
  mkdirSync(space);
  const { uid, gid } = postgresAccount();
  if (uid !== undefined && gid !== undefined) chownSync(space, uid, gid);
  const cluster = await startPostgres();
  try {
    const client = new Client({ connectionString: cluster.url });
    await client.connect();
    await client.query(`create tablespace small location '${space}'`);
    await client.query(`create database ${databaseName} tablespace small`);
    await client.end();
    return await runFull(postgresHome(dir, cluster.url, databaseName), disk.dir, rounds);
  } finally {
    await cluster.stop();
    rmSync(dir, { recursive: true, force: true });
  }
};

/** The ledger on a small disk that is filled and emptied under the server. */
export const diskFull = async (rounds: number): Promise<Record<string, unknown>> => {
  const reason = whyNoLoopDisk();
  if (reason !== null) return { skipped: true, reason };
  const report: Record<string, unknown> = {};
  for (const [name, rig] of Object.entries({
    'server on SQLite, disk full': onSqlite,
    'server on PostgreSQL, tablespace full': onPostgres,
  })) {
    report[name] = await rig(rounds);
    process.stderr.write(`${name}: ${JSON.stringify(report[name])}\n`);
  }
  return report;
};
