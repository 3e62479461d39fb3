import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';
import { postgresAccount } from './postgres-account.ts';
import { openBinaries } from './postgres-binaries.ts';

/** A real PostgreSQL, ready to be asked. */
export type PostgresCluster = {
  readonly port: number;
  /** Of its first process, which is the parent of all others. */
  readonly pid: number;
  /** `postgres://` of its first database, as the account that may do everything. */
  readonly url: string;
  /** Ends it, and removes its data if it chose where they lie. */
  readonly stop: () => Promise<void>;
};

const readyLine = /database system is ready to accept connections/;
/** The server tells on its log when it listens; one that ends before is a failure, not a wait. */
const untilReady = async (server: ChildProcess): Promise<void> => {
  if (!server.stderr) throw new Error('PostgreSQL has no log');
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    if (readyLine.test(line)) return;
    said.push(line);
  }
  throw new Error(`PostgreSQL ended before it listened: ${said.join(' / ')}`);
};

const initialise = (binDir: string, dataDir: string): void => {
  const account = postgresAccount();
  if (account.uid !== undefined) chownSync(dataDir, account.uid, account.gid ?? account.uid);
  execFileSync(
    join(binDir, 'initdb'),
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
    { ...account, cwd: dataDir, stdio: 'ignore' },
  );
};

type ClusterOptions = {
  /** Where it listens; absent: on any free port. */
  readonly port?: number;
  /** What the server is to be set to besides. */
  readonly settings?: readonly string[];
};

/** @param givenDir where its data lie or shall lie; absent: in a directory of its own */
export const startPostgres = async (
  givenDir?: string,
  { port: askedPort, settings = [] }: ClusterOptions = {},
): Promise<PostgresCluster> => {
  const binaries = openBinaries();
  const dataDir = givenDir ?? mkdtempSync(join(tmpdir(), 'chot-pg-'));
  const run = { ...postgresAccount(), cwd: dataDir };
  if (!existsSync(join(dataDir, 'PG_VERSION'))) initialise(join(binaries.dir, 'bin'), dataDir);
  const port = askedPort ?? (await freePort());
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
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    { ...run, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = once(server, 'exit');
  await untilReady(server);
  if (server.pid === undefined) throw new Error('PostgreSQL did not start');
  return {
    port,
    pid: server.pid,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      server.kill('SIGINT');
      await ended;
      if (givenDir === undefined) rmSync(dataDir, { recursive: true, force: true });
      binaries.discard();
    },
  };
};
