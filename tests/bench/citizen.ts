import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { instantToInput } from '#domain/declaration/instant-input.ts';
import { publicPageFile } from '#protocol/public-pages.ts';
import { declareOnline } from '../../sync-server/services/declarations/keep-declaration.ts';
import { createSecretBox } from '../../sync-server/services/sealing/secret-box.ts';
import { sealedStore } from '../../sync-server/services/sealing/sealed-store.ts';
import { addSigningKey } from '../../sync-server/services/trust/keep-keys.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import { buildTablet } from '../support/build-tablet.ts';
import { citizenInput, newCitizen } from '../support/citizen.ts';
import { makeSigner } from '../support/code-signer.ts';
import { issueOf } from '../support/sample-declaration.ts';
import { testKeys } from '../support/sealing.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { startServer } from '../support/server-process.ts';
import { openTabletBrowser } from '../support/tablet-browser.ts';
import { signIssue } from '../support/trusted-signer.ts';
import type { CitizenPage } from './citizen-page.ts';
import { benchRegistry } from './registry.ts';
import { median, percentile } from './sync/statistics.ts';

declare const citizenPage: CitizenPage;

const throttle = 4;
const verified = 200;
const declared = 3000;
const atOnce = 64;
const openings = 5;

/** WebPageTest's "slow 3G", and the harsher one that Chromium's tools have: each request waits two seconds. */
const lines = {
  slow_3g: { latency: 400, throughput: (400 * 1024) / 8 },
  slow_3g_devtools: { latency: 2000, throughput: (500 * 0.8 * 1024) / 8 },
} as const;

const round = (value: number): number => Math.round(value * 100) / 100;

const signer = makeSigner('ES256', 'declaration');

/** The longest that is still given a code: names, places and notes grow until it is refused. */
const worstCode = (): string => {
  let longest = '';
  for (let size = 20; size <= 300; size += 2) {
    const text = Array.from({ length: size }, (_, at) =>
      String.fromCodePoint(at % 7 === 6 ? 32 : 0x1ea0 + ((at * 37) % 80)),
    ).join('');
    try {
      longest = signIssue(signer, issueOf({ 'epi.places': text.trim() }));
    } catch {
      break;
    }
  }
  return longest;
};

const verifyTimes = async (page: Page, url: string): Promise<number[]> => {
  await page.goto(`${url}/tests/bench/citizen.html`, { waitUntil: 'load' });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  const codes = Array.from({ length: verified }, (_, index) =>
    signIssue(signer, { ...issueOf({ fullName: `Nguyễn Thị ${index}` }), id: randomUUID() }),
  );
  const asked = [codes, [signer.trusted], issueOf().issuedAtMs + 3_600_000] as const;
  const times = await page.evaluate(
    ([texts, keys, nowMs]) => citizenPage.verify(texts, keys, nowMs),
    asked,
  );
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return times;
};

/** From the address to the second question, when the first is answered as soon as it can be seen. */
const openOn = async (page: Page, url: string, line: (typeof lines)[keyof typeof lines]) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: line.latency,
    downloadThroughput: line.throughput,
    uploadThroughput: line.throughput,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await page.goto(`${url}/to-khai`, { waitUntil: 'commit' });
  const shown = await page.evaluate(
    () =>
      new Promise<{ seenMs: number; answeredMs: number }>((resolve) => {
        let seenMs: number | null = null;
        const look = () => {
          const first = document.querySelector<HTMLAnchorElement>('a[href="#toi"]');
          if (seenMs === null && first) {
            seenMs = performance.now();
            first.click();
          }
          const isSecond = document.querySelector('[data-question="fullName"]') !== null;
          if (seenMs !== null && isSecond) resolve({ seenMs, answeredMs: performance.now() });
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await session.detach();
  return shown;
};

const measureOpening = async (url: string, line: (typeof lines)[keyof typeof lines]) => {
  const taken = [];
  for (let index = 0; index < openings; index += 1) {
    const work = mkdtempSync(join(tmpdir(), 'chot-phone-'));
    const phone = await openTabletBrowser({ profile: work, viewport: { width: 390, height: 844 } });
    taken.push(await openOn(phone.page, url, line));
    await phone.close();
    rmSync(work, { recursive: true, force: true });
  }
  return {
    seen: Math.round(median(taken.map(({ seenMs }) => seenMs))),
    answered: Math.round(median(taken.map(({ answeredMs }) => answeredMs))),
  };
};

/** All that the page's HTML names, so all that is loaded before the first question is answered. */
const scriptKb = (): number => {
  const html = readFileSync(join('dist', publicPageFile('/to-khai')), 'utf8');
  const names = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(
    ([, name]) => name ?? '',
  );
  const bytes = names.reduce(
    (sum, name) => sum + gzipSync(readFileSync(join('dist', name)), { level: 9 }).length,
    0,
  );
  return round(bytes / 1024);
};

/** Judged, signed and committed durably to a file; the work that proves effort was done by whoever declares. */
const declarePerSecond = async (): Promise<number> => {
  const work = mkdtempSync(join(tmpdir(), 'chot-declare-'));
  const sql = await openSqlStore(sqliteEngine(join(work, 'chot.sqlite')), 'epoch-of-the-bench');
  const store = sealedStore(sql, createSecretBox(testKeys, seededRandom(31)));
  const ports = { store, clock: Date.now };
  await addSigningKey(ports);
  const today = { 'move.departAt': instantToInput(Date.now()).slice(0, 10) };
  const people = Array.from({ length: declared }, (_, index) => ({
    ...newCitizen(),
    input: citizenInput(index + 1, today),
  }));
  const begun = performance.now();
  for (let from = 0; from < declared; from += atOnce) {
    const answers = await Promise.all(
      people.slice(from, from + atOnce).map((person) => declareOnline(ports, person)),
    );
    const refused = answers.find((answer) => !answer.ok);
    if (refused) throw new Error(JSON.stringify(refused));
  }
  const seconds = (performance.now() - begun) / 1000;
  await sql.close();
  rmSync(work, { recursive: true, force: true });
  return Math.round(declared / seconds);
};

/** The citizen's page, the code, and the server behind it. */
export const benchCitizen = async (): Promise<Record<string, number>> => {
  const work = mkdtempSync(join(tmpdir(), 'chot-citizen-'));
  const input = { bench: 'tests/bench/citizen.html' };
  await build({ logLevel: 'warn', build: { rolldownOptions: { input } } });
  const server = await startServer({ dataDir: join(work, 'data') });
  const tablet = await openTabletBrowser({ profile: join(work, 'profile') });
  const times = await verifyTimes(tablet.page, server.url);
  await tablet.close();
  buildTablet();
  const near = await measureOpening(server.url, lines.slow_3g);
  const far = await measureOpening(server.url, lines.slow_3g_devtools);
  await server.stop();
  rmSync(work, { recursive: true, force: true });
  return {
    qr_characters_typical: signIssue(signer, issueOf()).length,
    qr_characters_worst: worstCode().length,
    cpu_throttle: throttle,
    verify_p95_ms: round(percentile(times, 0.95)),
    citizen_js_kb_gzip: scriptKb(),
    citizen_interactive_ms: near.answered,
    citizen_first_question_seen_ms: near.seen,
    citizen_interactive_2s_latency_ms: far.answered,
    citizen_first_question_seen_2s_latency_ms: far.seen,
    declare_per_s: await declarePerSecond(),
    ...(await benchRegistry()),
  };
};
