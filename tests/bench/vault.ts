import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { countWire } from './count-wire.ts';
import { enrol, signIn } from '../support/officer.ts';
import { startServer } from '../support/server-process.ts';
import { openTabletBrowser } from '../support/tablet-browser.ts';
import type { VaultPage } from './vault-page.ts';

declare const vaultPage: VaultPage;

const records = Number(process.env['BENCH_RECORDS'] ?? 100_000);
const filledAtOnce = 1_000;
const throttle = 4;
const unlocks = 9;
const saves = 200;
const warmUps = 20;
const seals = 2000;
/** A frame before it is sealed, as typical records give it. */
const frameBytes = 220;
const entriesPerRecord = 2;
const numbers = ['04321', '1234', '000777', '0912000123', '10777', '99999', '001120099999'];
const names = ['nguyễn', 'nguyen', 'tran thi an', 'lê', 'hương', 'dang van', 'yen', 'nguyen thi'];

const percentile = (times: readonly number[], share: number): number => {
  const sorted = times.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};
const round = (value: number): number => Math.round(value * 100) / 100;

const slowDown = async (page: Page, rate: number): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
};

const searchFor = async (page: Page, queries: readonly string[]): Promise<number> => {
  const asked = [...queries, ...queries, ...queries];
  const taken = await page.evaluate((all) => vaultPage.search(all), asked);
  for (const [index, { ms, found }] of taken.entries()) {
    console.log(`${asked[index]}: ${round(ms)} ms, ${found}`);
  }
  return round(
    percentile(
      taken.map(({ ms }) => ms),
      0.95,
    ),
  );
};

/** Lets the tablet deliver what it kept, through a counter in front of its server. */
const countDelivery = async (page: Page, port: number, dataDir: string) => {
  const server = await startServer({ dataDir });
  await using wire = await countWire(port, server.port);
  await page.goto(`http://localhost:${port}`);
  const kept = (warmUps + saves) * entriesPerRecord;
  while (wire.counted().entries < kept) {
    await new Promise((resolve) => {
      setTimeout(resolve, 500);
    });
  }
  const counted = wire.counted();
  await server.stop();
  return counted;
};

/** What the vault costs, in a real Chromium whose CPU is slowed four times, with 100,000 records. */
export const benchVault = async (): Promise<Record<string, number>> => {
  const work = mkdtempSync(join(tmpdir(), 'chot-bench-'));
  const input = { index: 'index.html', bench: 'tests/bench/vault.html' };
  await build({ logLevel: 'warn', build: { rolldownOptions: { input } } });
  const server = await startServer({ dataDir: join(work, 'data') });
  const tablet = await openTabletBrowser({ profile: join(work, 'profile') });
  const { page } = tablet;
  page.setDefaultTimeout(600_000);
  await page.goto(server.url);
  await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy đo');
  await signIn(page, 'Cán bộ nhập phiếu', '222222');
  await server.stop();
  await page.goto(`${server.url}/tests/bench/vault.html`, { waitUntil: 'load' });

  await slowDown(page, throttle);
  const unlockTimes = await page.evaluate(
    (times) => vaultPage.unlock('-pg1', '222222', times),
    unlocks,
  );
  const switchTimes: number[] = [];
  for (let turn = 0; turn < unlocks; turn += 1) {
    const [officer, pin] = turn % 2 === 0 ? ['-qm1', '111111'] : ['-pg1', '222222'];
    const taken = await page.evaluate(
      ([who, typed]) => vaultPage.unlock(who ?? '', typed ?? '', 1),
      [officer, pin],
    );
    switchTimes.push(...taken);
  }
  await page.evaluate(() => vaultPage.copyToClear());
  await page.evaluate((count) => vaultPage.keep(0, count), warmUps);
  const kept = await page.evaluate(
    ([first, count]) => vaultPage.keep(first ?? 0, count ?? 0),
    [warmUps, saves],
  );

  const sealedMs = await page.evaluate(
    ([count, bytes]) => vaultPage.seal(count ?? 0, bytes ?? 0),
    [seals, frameBytes],
  );

  await slowDown(page, 1);
  console.log(`filling the list up to ${records} records…`);
  for (let from = saves; from < records; from += filledAtOnce) {
    await page.evaluate(
      ([first, last]) => vaultPage.fill(first ?? 0, last ?? 0),
      [from, Math.min(from + filledAtOnce, records)],
    );
  }
  await slowDown(page, throttle);
  const byNumber = await searchFor(page, numbers);
  const byName = await searchFor(page, names);
  await slowDown(page, 1);
  const wire = await countDelivery(page, server.port, join(work, 'data'));
  await tablet.close();
  rmSync(work, { recursive: true, force: true });
  await build({ logLevel: 'warn' });
  return {
    cpu_throttle: throttle,
    records,
    unlock_ms: round(percentile(unlockTimes, 0.5)),
    unlock_max_ms: round(Math.max(...unlockTimes)),
    switch_officer_ms: round(percentile(switchTimes, 0.5)),
    save_sealed_p50_ms: round(percentile(kept.sealed, 0.5)),
    save_clear_p50_ms: round(percentile(kept.clear, 0.5)),
    save_overhead_ratio: round(percentile(kept.sealed, 0.5) / percentile(kept.clear, 0.5)),
    seal_per_entry_ms: round(sealedMs / seals),
    entries_delivered: wire.entries,
    wire_bytes_per_entry: Math.round(wire.bytes / wire.entries),
    search_by_number_p95_ms: byNumber,
    search_by_name_p95_ms: byName,
  };
};
