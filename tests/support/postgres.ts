import { basename } from 'node:path';
import { Client } from 'pg';
import { afterAll } from 'vitest';
import { startPostgres, type PostgresCluster } from './postgres-cluster.ts';

/** One for the test file that asks for it, gone when the file is done. */
let running: Promise<PostgresCluster> | null = null;
const databases = new Set<string>();

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
  running ??= startPostgres();
  const { port } = await running;
  const name = basename(dir);
  if (!databases.has(name)) {
    databases.add(name);
    await createDatabase(port, name);
  }
  return `postgres://postgres@127.0.0.1:${port}/${encodeURIComponent(name)}`;
};
