import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import type { Page } from 'playwright-core';
import { demoUnits } from '../../sync-server/demo/units.ts';
import { postgresEngine } from '../../sync-server/store/postgres.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import type { Tables } from '../../sync-server/store/tables.ts';
import { cityUnits, fillCity } from '../support/city-ledger.ts';
import { enrol, openTab, signIn } from '../support/officer.ts';
import { startPostgres } from '../support/postgres-cluster.ts';
import { startServer } from '../support/server-process.ts';
import { openTabletBrowser } from '../support/tablet-browser.ts';

const units = 856;
const tablets = 2000;
const records = Number(process.env['BENCH_RECORDS'] ?? 1_000_000);
const unitName = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';

export type BoardCity = {
  readonly page: Page;
  /** The ledger beside the server, as another server of the city would write it. */
  readonly db: Kysely<Tables>;
  readonly close: () => Promise<void>;
};

/** A city's ledger as a demonstration server begins it, filled; and a tablet of the command post in a real browser. */
export const openBoardCity = async (kind: 'SQLite' | 'PostgreSQL'): Promise<BoardCity> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'chot-board-'));
  const cluster = kind === 'PostgreSQL' ? await startPostgres() : null;
  const env = cluster === null ? {} : { DATABASE_URL: cluster.url };
  const engine =
    cluster === null
      ? sqliteEngine(join(dataDir, 'chot.sqlite'))
      : postgresEngine(cluster.url, randomBytes);
  await (await startServer({ dataDir, env })).stop();
  const all = cityUnits(demoUnits, units);
  const store = await openSqlStore(engine, 'epoch-of-the-bench');
  await store.transact((tx) =>
    tx.appendFeed(
      'reference',
      all.slice(demoUnits.length).map((unit) => ({ kind: 'unit', body: unit, audience: null })),
    ),
  );
  await store.close();
  await fillCity(engine, { units: all, tablets, records, nowMs: Date.now() });
  const server = await startServer({ dataDir, env });
  const browser = await openTabletBrowser({ profile: join(dataDir, 'profile') });
  const { page } = browser;
  await page.goto(server.url);
  await enrol(page, unitName, 'Máy chỉ huy');
  await signIn(page, 'Chỉ huy', '444444');
  const db = new Kysely<Tables>({ dialect: engine.open().writing, plugins: engine.plugins });
  // The server writes too, and the machine may be busy.
  if (cluster === null) await sql`pragma busy_timeout = 60000`.execute(db);
  // A ledger that grew over days was looked after by the database meanwhile; this one is a minute old.
  else await sql`vacuum analyze`.execute(db);
  return {
    page,
    db,
    close: async () => {
      await browser.close();
      await server.stop();
      await db.destroy();
      await cluster?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

/** From the tap to every unit on the screen. */
export const openBoard = async (page: Page): Promise<number> => {
  await openTab(page, 'Làn');
  await page.getByRole('link', { name: 'Theo dõi' }).first().waitFor();
  return page.evaluate(async (count) => {
    const link = [...document.querySelectorAll('nav a')].find((one) =>
      one.textContent.includes('Theo dõi'),
    );
    const begunAt = performance.now();
    (link as HTMLElement).click();
    while (document.querySelectorAll('[data-unit]').length < count) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - begunAt;
  }, units);
};

/** From the commit of a change in one unit to the screen that says it. */
export const updateBoard = async ({ page, db }: BoardCity, unsent: number): Promise<number> => {
  const unitId = `bd-${String(700 + (unsent % 50))}`;
  const seen = page.evaluate(
    async ([id, words]) => {
      while (!document.querySelector(`[data-unit="${id}"]`)?.textContent.includes(words ?? '')) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    },
    [unitId, String(unsent)],
  );
  // A unit has several tablets, and its row says their sum.
  const [first] = await db
    .selectFrom('logs')
    .select('log_id')
    .where('unit_id', '=', unitId)
    .orderBy('log_id')
    .limit(1)
    .execute();
  await db
    .updateTable('logs')
    .set((row) => ({
      reported_records: row
        .case()
        .when('log_id', '=', first?.log_id ?? '')
        .then(unsent)
        .else(0)
        .end(),
    }))
    .where('unit_id', '=', unitId)
    .execute();
  await db
    .updateTable('devices')
    .set({ last_contact_at: Date.now() })
    .where('unit_id', '=', unitId)
    .execute();
  const committedAt = performance.now();
  await seen;
  return performance.now() - committedAt;
};
