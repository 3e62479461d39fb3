import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { startPostgres } from '../support/postgres-cluster.ts';
import { indexedDbWriter } from './write-rows-in-browser.ts';
import { freezeTree, killTree } from './process-tree.ts';
import type { Writer } from './writer.ts';

const rows = 400;

/** One row a transaction, each promised on a line of standard output. */
const sqliteWriter = (synchronous: 'FULL' | 'OFF'): Writer => ({
  name: `SQLite, synchronous ${synchronous}`,
  mustLose: synchronous === 'OFF',
  begin: async (dir) => {
    const path = fileURLToPath(new URL('sqlite-row-writer.ts', import.meta.url));
    const args = [path, join(dir, 'rows.sqlite'), synchronous, String(rows)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    return {
      writeUntilFrozen: async () => {
        let promised = 0;
        for await (const line of createInterface({ input: child.stdout })) {
          promised = Number(line);
          if (promised === rows) break;
        }
        freezeTree(child.pid ?? 0);
        return promised;
      },
      kill: async () => killTree(child.pid ?? 0),
    };
  },
  count: async (dir) => {
    const database = new DatabaseSync(join(dir, 'rows.sqlite'));
    try {
      return Number(database.prepare('select count(*) as n from rows').get()?.['n'] ?? 0);
    } catch {
      // Not even the table reached the disk.
      return 0;
    } finally {
      database.close();
    }
  },
});

const postgresWriter = (commit: 'on' | 'off'): Writer => ({
  name: `PostgreSQL, synchronous_commit ${commit}`,
  mustLose: commit === 'off',
  begin: async (dir) => {
    const clusterDir = join(dir, 'cluster');
    mkdirSync(clusterDir);
    const cluster = await startPostgres(clusterDir);
    const client = new Client({ connectionString: cluster.url });
    // It is killed under this client's hands.
    client.on('error', () => undefined);
    await client.connect();
    await client.query('create table rows (n int primary key)');
    await client.query('checkpoint');
    return {
      writeUntilFrozen: async () => {
        await client.query(`set synchronous_commit = ${commit}`);
        for (let n = 1; n <= rows; n += 1) await client.query('insert into rows values ($1)', [n]);
        freezeTree(cluster.pid);
        return rows;
      },
      kill: async () => {
        killTree(cluster.pid);
        await client.end().catch(() => undefined);
      },
    };
  },
  count: async (dir) => {
    const cluster = await startPostgres(join(dir, 'cluster'));
    const client = new Client({ connectionString: cluster.url });
    await client.connect();
    const { rows: found } = await client.query<{ n: string }>('select count(*) as n from rows');
    await client.end();
    await cluster.stop();
    return Number(found[0]?.n ?? 0);
  },
});

/** The same rig with one thing loosened, and with it as it should be. */
export const controlWriters: readonly Writer[] = [
  sqliteWriter('FULL'),
  sqliteWriter('OFF'),
  postgresWriter('on'),
  postgresWriter('off'),
  indexedDbWriter('strict'),
  indexedDbWriter('relaxed'),
];
