import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import { device } from '../contract/sample-custody.ts';
import { workCity } from '../support/city-reports.ts';
import { dice } from '../support/dice.ts';

/** What the city counted in five weeks of 2021. */
const city = { answered: 14_597, forwarded: 3649 } as const;

/** All of the city's reports, worked to their end with cuts and repeats, the sum looked at every ten steps. */
export const benchReports = async (): Promise<Record<string, number>> => {
  const dir = mkdtempSync(join(tmpdir(), 'chot-'));
  const store = await openSqlStore(sqliteEngine(join(dir, 'chot.sqlite')), 'epoch-of-the-bench');
  await store.transact((tx) =>
    tx.insertDevice({ ...device, tokenHash: 'token', enrolledAtMs: Date.now() }),
  );
  const begunAt = performance.now();
  const { totals, looks } = await workCity(store, {
    ...city,
    dice: dice(2021),
    cutChance: 0.05,
    lookEvery: 10,
    clock: Date.now,
  });
  const seconds = (performance.now() - begunAt) / 1000;
  const period = { fromMs: 0, untilMs: Date.now() + 1 };
  const countedAt = performance.now();
  await store.countReports();
  const sumMs = performance.now() - countedAt;
  const dividedAt = performance.now();
  await store.countReportsBy(period);
  const statisticsMs = performance.now() - dividedAt;
  await store.close();
  rmSync(dir, { recursive: true, force: true });
  const { received, answered, forwarded, open, repeats } = totals;
  return {
    reports_received: received,
    reports_answered: answered,
    reports_forwarded: forwarded,
    reports_open: open,
    reports_repeats: repeats,
    report_sum_looks: looks,
    reports_worked_s: Math.round(seconds),
    report_sum_ms: Math.round(sumMs * 10) / 10,
    report_statistics_ms: Math.round(statisticsMs * 10) / 10,
  };
};
