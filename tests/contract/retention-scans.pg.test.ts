import { Pool } from 'pg';
import { expect, it } from 'vitest';
import { demoUnits } from '../../sync-server/demo/units.ts';
import type { LiveEntry } from '../../sync-server/store/retention.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { cityUnits, fillCity } from '../support/city-ledger.ts';
import { postgresUrl } from '../support/postgres.ts';
import { onPostgres } from './engines.ts';
import { epoch, temporaryDir } from './server-world.ts';

const records = 20_000;
const nowMs = Date.UTC(2026, 10, 29);

it('[KEEP-13] to look for what came back PostgreSQL goes through the ledger once, not once a page', async () => {
  using dir = temporaryDir();
  const engine = await onPostgres.inDir(dir.path);
  await fillCity(engine, { units: cityUnits(demoUnits, 20), tablets: 20, records, nowMs });
  const beside = new Pool({ connectionString: await postgresUrl(dir.path) });
  await beside.query('vacuum analyze');
  const rowsGoneThrough = async (): Promise<number> => {
    const { rows } = await beside.query<{ gone: string }>(
      `select seq_tup_read as gone from pg_stat_user_tables where relname = 'entries'`,
    );
    return Number(rows[0]?.gone);
  };
  const before = await rowsGoneThrough();
  const ledger = await openSqlStore(engine, epoch);
  let after: LiveEntry | null = null;
  let pages = 0;
  do {
    const page = await ledger.listReturned({ receivedFrom: 0, after, limit: 500 });
    expect(page.returned).toEqual([]);
    after = page.last;
    pages += 1;
  } while (after !== null);
  // What a connection did is counted once it ends.
  await ledger.close();
  expect(pages).toBe(records / 500 + 1);
  expect((await rowsGoneThrough()) - before).toBeLessThanOrEqual(records);
  await beside.end();
});
