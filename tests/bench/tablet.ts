import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { enrol, signIn } from '../support/officer.ts';
import { startServer } from '../support/server-process.ts';
import { openTabletBrowser } from '../support/tablet-browser.ts';
import type { BenchPage } from './tablet-page.ts';

declare const benchPage: BenchPage;

const records = 10_000;
const logEntries = 100_000;
const throttle = 4;
const coldStarts = 9;
const saves = 200;
const queries = [
  'nguyễn',
  'nguyen',
  'tran thi an',
  'lê',
  'hương',
  'dang van',
  'bui',
  '04321',
  '1234',
  '000777',
  '0912000123',
  '09120',
  '29X1',
  '10777',
  '001',
  'yen',
  'nguyen thi',
  'khong co ai',
  '99999',
  'p',
];

const percentile = (times: readonly number[], share: number): number => {
  const sorted = times.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};
const round = (ms: number): number => Math.round(ms * 10) / 10;

/** Gzipped bytes of every script that index.html loads before anything is pressed. */
const initialJsKb = (dist: string): number => {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const urls = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(
    ([, url]) => url ?? '',
  );
  const bytes = urls.map((url) => gzipSync(readFileSync(join(dist, url))).length);
  return round(bytes.reduce((sum, one) => sum + one, 0) / 1024);
};

const slowDown = async (page: Page, rate: number): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
};

/** Starts of the tablet with the server gone, milliseconds from navigation to the two great actions. */
const measureColdStarts = async (profile: string, url: string): Promise<number[]> => {
  const times: number[] = [];
  for (let start = 0; start < coldStarts; start += 1) {
    const tablet = await openTabletBrowser({ profile });
    await slowDown(tablet.page, throttle);
    const startedAt = performance.now();
    await tablet.page.goto(url, { waitUntil: 'commit' });
    await tablet.page.getByText('Quét mã').first().waitFor();
    times.push(performance.now() - startedAt);
    await tablet.close();
  }
  return times;
};

/**
 * The tablet with 10,000 records in a real Chromium whose CPU is slowed four times.
 * The bench page is built together with the tablet, from the same sources, on the same origin.
 */
export const benchTablet = async (): Promise<Record<string, number>> => {
  const work = mkdtempSync(join(tmpdir(), 'chot-bench-'));
  const profile = join(work, 'profile');
  await build({ logLevel: 'warn' });
  const initialJs = initialJsKb('dist');
  const input = { index: 'index.html', bench: 'tests/bench/bench.html' };
  await build({ logLevel: 'warn', build: { rolldownOptions: { input } } });
  const server = await startServer({ dataDir: join(work, 'data') });
  const tablet = await openTabletBrowser({ profile });
  const { page } = tablet;
  await page.goto(server.url);
  await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy đo');
  await signIn(page, 'Cán bộ nhập phiếu', '222222');
  await server.stop();

  await page.goto(`${server.url}/tests/bench/bench.html`, { waitUntil: 'load' });
  const isIn = await page.evaluate(() => benchPage.signIn('222222'));
  if (!isIn) throw new Error('the bench page could not unlock the tablet');
  console.log(`keeping ${records} records…`);
  for (let first = 0; first < records; first += 500) {
    await page.evaluate((from) => benchPage.keep(from, 500), first);
  }
  await slowDown(page, throttle);
  const saveTimes = await page.evaluate(([first, count]) => benchPage.keep(first, count), [
    records,
    saves,
  ] as const);
  const searches = await page.evaluate(
    (asked) => benchPage.search(asked),
    [...queries, ...queries],
  );
  console.log(
    searches
      .map(
        ({ ms, found }, index) => `${queries[index % queries.length]}: ${round(ms)} ms, ${found}`,
      )
      .join('\n'),
  );
  await slowDown(page, 1);
  console.log(`filling the log up to ${logEntries} entries…`);
  await page.evaluate((entries) => benchPage.fillLog(entries), logEntries);
  await slowDown(page, throttle);
  const appendTimes = await page.evaluate(([first, count]) => benchPage.append(first, count), [
    records + saves,
    saves,
  ] as const);
  await tablet.close();
  const starts = await measureColdStarts(profile, server.url);
  rmSync(work, { recursive: true, force: true });
  await build({ logLevel: 'warn' });
  return {
    records,
    cpu_throttle: throttle,
    cold_start_offline_ms: round(percentile(starts, 0.5)),
    cold_start_offline_max_ms: round(Math.max(...starts)),
    save_p50_ms: round(percentile(saveTimes, 0.5)),
    save_p95_ms: round(percentile(saveTimes, 0.95)),
    log_entries: logEntries,
    tablet_append_p50_ms: round(percentile(appendTimes, 0.5)),
    tablet_append_p95_ms: round(percentile(appendTimes, 0.95)),
    search_p95_ms: round(
      percentile(
        searches.map(({ ms }) => ms),
        0.95,
      ),
    ),
    initial_js_kb_gzip: initialJs,
  };
};
