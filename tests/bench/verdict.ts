import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { WatchedPerson } from '#domain/watch/watch-mark.ts';
import type { WatchlistResponse, WatchStanding } from '#protocol/watchlist.ts';
import {
  answerWatchlist,
  changeWatchlist,
} from '../../sync-server/services/watch/keep-watchlist.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import { startServer } from '../support/server-process.ts';
import { openTabletBrowser } from '../support/tablet-browser.ts';
import { percentile } from './sync/statistics.ts';
import type { VerdictPage } from './verdict-page.ts';

declare const verdictPage: VerdictPage;

const people = 100_000;
const atOnce = 5000;
const throttle = 4;
const proposals = 2000;
const lookUps = 20_000;

const round = (value: number): number => Math.round(value * 100) / 100;

const listed = (from: number, count: number): WatchedPerson[] =>
  Array.from({ length: count }, (_, index) => ({
    number: `0${String(from + index).padStart(11, '0')}`,
    phone: `09${String(from + index).padStart(8, '0')}`,
  }));

/** The list as a real server sends it to a tablet that holds nothing, and one difference of 100 people. */
const readList = async (work: string) => {
  const store = await openSqlStore(sqliteEngine(join(work, 'list.sqlite')), 'epoch-of-the-bench');
  const ports = { store, clock: Date.now, random: randomBytes };
  for (let from = 0; from < people; from += atOnce) {
    await changeWatchlist(ports, listed(from, atOnce), from === 0 ? 'case' : 'contact', null);
  }
  const pages: WatchlistResponse[] = [];
  let have: WatchStanding | null = null;
  for (;;) {
    const page: WatchlistResponse = { nonce: 'nonce', ...(await answerWatchlist(ports, have)) };
    pages.push(page);
    have = { epoch: page.epoch, seq: page.seq, floor: page.floor };
    if (!page.hasMore) break;
  }
  await changeWatchlist(ports, listed(50, 100), null, null);
  const difference = { nonce: 'nonce', ...(await answerWatchlist(ports, have)) };
  await store.close();
  return { pages, difference };
};

/** Verdicts and the watchlist in real Chromium, its thread slowed four times. */
export const benchVerdict = async (): Promise<Record<string, number>> => {
  const work = mkdtempSync(join(tmpdir(), 'chot-verdict-'));
  const { pages, difference } = await readList(work);
  const input = { index: 'index.html', bench: 'tests/bench/verdict.html' };
  await build({ logLevel: 'warn', build: { rolldownOptions: { input } } });
  const server = await startServer({ dataDir: join(work, 'data') });
  const { page, close } = await openTabletBrowser({ profile: join(work, 'profile') });
  await page.goto(`${server.url}/tests/bench/verdict.html`, { waitUntil: 'load' });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  const taken: number[] = [];
  for (const one of pages) {
    taken.push(await page.evaluate((sent) => verdictPage.take(sent), one));
  }
  const heldBytes = await page.evaluate(() => verdictPage.size());
  const proposed = await page.evaluate((count) => verdictPage.propose(count), proposals);
  const looked = await page.evaluate((count) => verdictPage.lookUp(count), lookUps);
  const differenceMs = await page.evaluate((sent) => verdictPage.take(sent), difference);
  await close();
  await server.stop();
  rmSync(work, { recursive: true, force: true });
  await build({ logLevel: 'warn' });
  const sentBytes = pages.reduce((sum, one) => sum + JSON.stringify(one).length, 0);
  return {
    cpu_throttle: throttle,
    rules: 60,
    propose_p50_ms: round(percentile(proposed, 0.5)),
    propose_p95_ms: round(percentile(proposed, 0.95)),
    propose_longest_ms: round(Math.max(...proposed)),
    watchlist_kb_per_100k: Math.round(sentBytes / 1000),
    watchlist_kept_kb_per_100k: Math.round(heldBytes / 1000),
    watchlist_lookup_us: round(looked.us),
    watchlist_false_alarms: looked.found,
    watchlist_page_longest_ms: round(Math.max(...taken)),
    watchlist_difference_ms: round(differenceMs),
    watchlist_difference_bytes: JSON.stringify(difference).length,
  };
};
