import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';
import { postgresAccount } from './postgres-account.ts';
import { openBinaries } from './postgres-binaries.ts';

/** A real PostgreSQL, ready to be asked. */
export type PostgresCluster = {
  readonly port: number;
  /** `postgres://` of its first database, as the account that may do everything. */
  readonly url: string;
  /** Ends it and removes its data. */
  readonly stop: () => Promise<void>;
};

const readyLine = /database system is ready to accept connections/;
/** The server tells on its log when it listens; one that ends before is a failure, not a wait. */
const untilReady = async (server: ChildProcess): Promise<void> => {
  if (!server.stderr) throw new Error('PostgreSQL has no log');
  for await (const line of createInterface({ input: server.stderr })) {
    if (readyLine.test(line)) return;
  }
  throw new Error('PostgreSQL ended before it listened');
};

/** Starts one in a directory of its own. */
export const startPostgres = async (): Promise<PostgresCluster> => {
  const binaries = openBinaries();
  const account = postgresAccount();
  const dataDir = mkdtempSync(join(tmpdir(), 'chot-pg-'));
  if (account.uid !== undefined) chownSync(dataDir, account.uid, account.gid ?? account.uid);
  const run = { ...account, cwd: dataDir };
  execFileSync(
    join(binaries.dir, 'bin', 'initdb'),
    [
      `--pgdata=${dataDir}`,
      '--username=postgres',
      '--auth=trust',
      '--encoding=UTF8',
      // A language with rules of its own shows any order that was left to the database.
      '--locale-provider=icu',
      '--icu-locale=vi',
      '--locale=C',
    ],
    { ...run, stdio: 'ignore' },
  );
  const port = await freePort();
  const server = spawn(
    join(binaries.dir, 'bin', 'postgres'),
    [
      '-D',
      dataDir,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
    ],
    { ...run, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = once(server, 'exit');
  await untilReady(server);
  return {
    port,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      server.kill('SIGINT');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
      binaries.discard();
    },
  };
};
