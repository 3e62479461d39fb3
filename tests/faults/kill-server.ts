import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { createDice } from '../simulator/dice.ts';
import { postgresHome, sqliteHome, type LedgerHome } from '../simulator/ledger-home.ts';
import { startServerUnderTest, type ServerUnderTest } from '../simulator/server-under-test.ts';
import { setup as makePostgresAccount } from '../support/postgres-account.ts';
import { startPostgres } from '../support/postgres-cluster.ts';
import { deviceOf, startKillClient, type KillClient } from './kill-client.ts';
import { judgeKills, type KillVerdict } from './kill-verdict.ts';

const clients = 8;
const databaseName = 'chot_kill_rig';

type KillRound = {
  readonly home: LedgerHome;
  readonly rounds: number;
  readonly seed: number;
  /** One blow, after which the server can be reached again. */
  readonly strike: (server: ServerUnderTest) => Promise<void>;
  /** Between the last acknowledgement and the judgement. */
  readonly tamper?: (server: ServerUnderTest) => Promise<void>;
};

const runKills = async ({
  home,
  rounds,
  seed,
  strike,
  tamper,
}: KillRound): Promise<KillVerdict> => {
  const dice = createDice(seed);
  const devices = Array.from({ length: clients }, (_, number) => deviceOf(number));
  const server = await startServerUnderTest(home, devices);
  const pushing: KillClient[] = devices.map((_, number) =>
    startKillClient(server.url, number, seed),
  );
  for (let round = 0; round < rounds; round += 1) {
    await sleep(20 + dice.below(500));
    await strike(server);
  }
  await Promise.all(pushing.map(({ finish }) => finish()));
  await tamper?.(server);
  const held = await server.close([...new Set(devices.map(({ unitId }) => unitId))]);
  const store = await openSqlStore(await home.openEngine(), 'opened by the judge');
  const counted = await store.countRecords();
  await store.close();
  return judgeKills(
    pushing.map(({ witness }) => witness),
    held,
    counted,
  );
};

const onSqlite = async (kills: Omit<KillRound, 'home'>): Promise<KillVerdict> => {
  const dir = mkdtempSync(join(tmpdir(), 'chot-kill-'));
  try {
    return await runKills({ ...kills, home: sqliteHome(dir) });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

const onPostgres = async (
  kills: Omit<KillRound, 'home' | 'strike'>,
  strikeAt: (clusterUrl: string) => KillRound['strike'],
): Promise<KillVerdict> => {
  makePostgresAccount();
  const dir = mkdtempSync(join(tmpdir(), 'chot-kill-'));
  const cluster = await startPostgres();
  try {
    const home = postgresHome(dir, cluster.url, databaseName);
    return await runKills({ ...kills, home, strike: strikeAt(cluster.url) });
  } finally {
    await cluster.stop();
    rmSync(dir, { recursive: true, force: true });
  }
};

const crash = (server: ServerUnderTest): Promise<void> => server.crash();

const askOnce = async (clusterUrl: string, query: string): Promise<number | null> => {
  const client = new Client({ connectionString: clusterUrl });
  // It may be dropped with the others.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(query);
    return rows[0]?.pid ?? null;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** PostgreSQL refuses everybody while it recovers, and has nobody's connection right afterwards. */
const askUntilAnswered = async (clusterUrl: string, query: string): Promise<number> => {
  for (;;) {
    const pid = await askOnce(clusterUrl, query);
    if (pid !== null) return pid;
    await sleep(20);
  }
};

/** SIGKILL to the process behind one connection: PostgreSQL then drops all others and recovers. */
const killBackend = (clusterUrl: string) => async (): Promise<void> => {
  const victim = await askUntilAnswered(
    clusterUrl,
    `select pid from pg_stat_activity where datname = '${databaseName}'
     order by (state <> 'idle') desc, random() limit 1`,
  );
  process.kill(victim, 'SIGKILL');
  // Its parent has to notice first; the next blow is to hit work, not the recovery.
  await sleep(100);
  await askUntilAnswered(clusterUrl, 'select pg_backend_pid() as pid');
};

type RigReport = KillVerdict & { readonly rounds: number; readonly mustLose: boolean };

/** By name; the last one loses on purpose and must be seen to lose */
export const killServerRigs: Readonly<Record<string, (rounds: number) => Promise<RigReport>>> = {
  'server on SQLite, killed': async (rounds) => ({
    rounds,
    ...(await onSqlite({ rounds, seed: 1, strike: crash })),
    mustLose: false,
  }),
  'server on PostgreSQL, killed': async (rounds) => ({
    rounds,
    ...(await onPostgres({ rounds, seed: 2 }, () => crash)),
    mustLose: false,
  }),
  'PostgreSQL, killed under the server': async (rounds) => ({
    rounds,
    ...(await onPostgres({ rounds, seed: 3 }, killBackend)),
    mustLose: false,
  }),
  'control: acknowledged entries taken off the ledger': async () => ({
    rounds: 2,
    ...(await onSqlite({
      rounds: 2,
      seed: 4,
      strike: (server) => server.backUp(),
      tamper: (server) => server.restore(),
    })),
    mustLose: true,
  }),
};
