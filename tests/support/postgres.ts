import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterAll } from 'vitest';
import { freePort } from './free-port.ts';
import { postgresAccount } from './postgres-account.ts';
import { openBinaries } from './postgres-binaries.ts';

/** A real PostgreSQL of its own for the test file that asks for it, gone when the file is done. */
type Running = { readonly port: number; readonly stop: () => Promise<void> };

const readyLine = /database system is ready to accept connections/;
let running: Promise<Running> | null = null;
const databases = new Set<string>();

/** The server tells on its log when it listens; one that ends before is a failure, not a wait. */
const untilReady = async (server: ChildProcess): Promise<void> => {
  if (!server.stderr) throw new Error('PostgreSQL has no log');
  for await (const line of createInterface({ input: server.stderr })) {
    if (readyLine.test(line)) return;
  }
  throw new Error('PostgreSQL ended before it listened');
};

const start = async (): Promise<Running> => {
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
    stop: async () => {
      server.kill('SIGINT');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
      binaries.discard();
    },
  };
};

afterAll(async () => {
  await (await running)?.stop();
});

const createDatabase = async (port: number, name: string): Promise<void> => {
  const client = new Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
  await client.connect();
  await client.query(`create database "${name}"`);
  await client.end();
};

/** Where the database that belongs to a directory is; it is made at the first question. */
export const postgresUrl = async (dir: string): Promise<string> => {
  running ??= start();
  const { port } = await running;
  const name = basename(dir);
  if (!databases.has(name)) {
    databases.add(name);
    await createDatabase(port, name);
  }
  return `postgres://postgres@127.0.0.1:${port}/${encodeURIComponent(name)}`;
};
