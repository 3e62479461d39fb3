import type { TestProject } from 'vitest/node';
import { freePort } from './free-port.ts';
import { setup as makeAccount } from './postgres-account.ts';
import { startPostgres, type PostgresCluster } from './postgres-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresPort: number;
  }
}

let starting: Promise<PostgresCluster> | null = null;

/**
 * One PostgreSQL for all test files; each has databases of its own in it. Nobody waits for it here: who asks
 * for a database does. No power is cut under it, so it need not wait for the disk; the rigs that do cut
 * it, and those that fill or kill it, start their own.
 */
export const setup = async (project: TestProject): Promise<void> => {
  makeAccount();
  const port = await freePort();
  project.provide('postgresPort', port);
  starting = startPostgres(undefined, {
    port,
    settings: ['fsync=off', 'full_page_writes=off', 'max_connections=300'],
  });
  // Told to whoever asks for a database, by name.
  starting.catch(() => undefined);
};

export const teardown = async (): Promise<void> => {
  await (await starting)?.stop();
};
