import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';
import { demoUnits } from '../../sync-server/demo/units.ts';
import { columnsFor } from '../../sync-server/services/export/export-columns.ts';
import { writeXlsx } from '../../sync-server/services/export/write-xlsx.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import { crossingEntry, declarationEntry } from '../contract/sample-log.ts';
import { buildTablet } from '../support/build-tablet.ts';
import { cityUnits, fillCity } from '../support/city-ledger.ts';
import { enrol, openTab, signIn } from '../support/officer.ts';
import { startServer } from '../support/server-process.ts';
import { openTabletBrowser } from '../support/tablet-browser.ts';
import { benchHandover } from './handover.ts';
import { benchSettle } from './settle.ts';

const units = 856;
const tablets = 2000;
const records = 1_000_000;
const rounds = 5;
const rowsExported = 100_000;
const unitName = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

/** A city's ledger as a demonstration server begins it, filled. */
const makeCity = async (dataDir: string): Promise<void> => {
  await (await startServer({ dataDir })).stop();
  const path = join(dataDir, 'chot.sqlite');
  const all = cityUnits(demoUnits, units);
  const store = await openSqlStore(sqliteEngine(path), 'epoch-of-the-bench');
  await store.transact((tx) =>
    tx.appendFeed(
      'reference',
      all.slice(demoUnits.length).map((unit) => ({ kind: 'unit', body: unit, audience: null })),
    ),
  );
  await store.close();
  await fillCity(sqliteEngine(path), { units: all, tablets, records, nowMs: Date.now() });
};

/** From the tap to every unit on the screen. */
const openBoard = async (page: Page): Promise<number> => {
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
const updateBoard = async (page: Page, path: string, round: number): Promise<number> => {
  const unitId = `bd-${String(700 + round)}`;
  const unsent = 7000 + round;
  const seen = page.evaluate(
    async ([id, words]) => {
      while (!document.querySelector(`[data-unit="${id}"]`)?.textContent.includes(words ?? '')) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    },
    [unitId, String(unsent)],
  );
  const database = new DatabaseSync(path);
  database.exec('pragma busy_timeout = 5000');
  database.prepare('update logs set reported_records = ? where unit_id = ?').run(unsent, unitId);
  database
    .prepare('update devices set last_contact_at = ? where unit_id = ?')
    .run(Date.now(), unitId);
  const committedAt = performance.now();
  await seen;
  database.close();
  return performance.now() - committedAt;
};

const benchBoard = async () => {
  buildTablet();
  const dataDir = mkdtempSync(join(tmpdir(), 'chot-shift-'));
  await makeCity(dataDir);
  const server = await startServer({ dataDir });
  const browser = await openTabletBrowser({ profile: join(dataDir, 'profile') });
  const { page } = browser;
  await page.goto(server.url);
  await enrol(page, unitName, 'Máy chỉ huy');
  await signIn(page, 'Chỉ huy', '444444');
  const opened: number[] = [];
  for (let round = 0; round < rounds; round += 1) opened.push(await openBoard(page));
  const updated: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    updated.push(await updateBoard(page, join(dataDir, 'chot.sqlite'), round));
  }
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return {
    board_open_first_ms_city: Math.round(opened[0] ?? Number.NaN),
    board_open_ms_city: Math.round(median(opened)),
    board_update_ms: Math.round(median(updated)),
  };
};

/** The records as the export has them once they are folded. */
const benchXlsx = async () => {
  const columns = columnsFor('supervisor');
  const data = { ...declarationEntry(1).data, ...crossingEntry(2).data };
  const rows = function* () {
    for (let index = 0; index < rowsExported; index += 1) {
      const record = {
        recordId: `${index}`,
        officer: 'hn-01-qm1',
        atMs: index,
        isVoid: false,
        data: { ...data, fullName: `NGUYỄN VĂN MẪU ${index}` },
      };
      yield columns.map(({ textOf }) => textOf(record));
    }
  };
  const begunAt = performance.now();
  let bytes = 0;
  let most = 0;
  for await (const piece of writeXlsx([{ name: 'Bản ghi', rows: rows(), headRows: 1 }])) {
    bytes += piece.length;
    most = Math.max(most, process.memoryUsage.rss());
  }
  return {
    xlsx_100k_rows_s: Number(((performance.now() - begunAt) / 1000).toFixed(2)),
    xlsx_megabytes: Number((bytes / 1e6).toFixed(1)),
    xlsx_rss_megabytes: Math.round(most / 1e6),
  };
};

/** The end of a shift, as much of it as is measured by time. */
export const benchShift = async (): Promise<Record<string, number>> => ({
  ...(await benchXlsx()),
  ...(await benchBoard()),
  ...(await benchSettle()),
  ...(await benchHandover()),
});
