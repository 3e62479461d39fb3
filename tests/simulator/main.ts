import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setup as makePostgresAccount } from '../support/postgres-account.ts';
import { startPostgres } from '../support/postgres-cluster.ts';
import { readFaults } from './faults.ts';
import { postgresHome, sqliteHome } from './ledger-home.ts';
import { simulate } from './simulation.ts';

const { values } = parseArgs({
  options: {
    tablets: { type: 'string', default: '24' },
    entries: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    /** So many seeds, one after the other, from `seed` on. */
    seeds: { type: 'string', default: '1' },
    faults: { type: 'string', default: 'all' },
    /** A PostgreSQL in which databases may be made and dropped. */
    'database-url': { type: 'string' },
    /** Starts a PostgreSQL of its own instead. */
    postgres: { type: 'boolean', default: false },
  },
});

if (values.postgres) makePostgresAccount();
const cluster = values.postgres ? await startPostgres() : null;
const databaseUrl = cluster?.url ?? values['database-url'];

const runSeed = async (seed: number) => {
  const dir = mkdtempSync(join(tmpdir(), 'chot-simulation-'));
  try {
    const report = await simulate({
      tablets: Number(values.tablets),
      entries: Number(values.entries),
      seed,
      faults: readFaults(values.faults),
      home: databaseUrl === undefined ? sqliteHome(dir) : postgresHome(dir, databaseUrl),
      say: (line) => process.stderr.write(`seed ${seed}, ${line}\n`),
    });
    return { seed, engine: databaseUrl === undefined ? 'sqlite' : 'postgres', ...report };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

for (let count = 0; count < Number(values.seeds); count += 1) {
  const report = await runSeed(Number(values.seed) + count);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  if (report.lost + report.duplicated + report.unsettled + report.uncertified > 0)
    process.exitCode = 1;
}
await cluster?.stop();
