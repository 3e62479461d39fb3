import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { startServer } from '../support/server-process.ts';
import { openTabletBrowser } from '../support/tablet-browser.ts';
import type { DecoderName, ScanPage, SceneReading } from './scan-page.ts';

declare const scanPage: ScanPage;

const seed = Number(process.env['BENCH_SEED'] ?? 1);
const perCategory = Number(process.env['BENCH_PICTURES'] ?? 24);
const decoders: readonly DecoderName[] = ['chot', 'html5-qrcode', 'jsqr', 'zxing-wasm'];

const round = (value: number): number => Math.round(value * 1000) / 1000;
const percentile = (times: readonly number[], share: number): number => {
  const sorted = times.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

/** Reads the whole corpus with every decoder, in a real Chromium, each picture one after another. */
const readCorpus = async (): Promise<SceneReading[]> => {
  const work = mkdtempSync(join(tmpdir(), 'chot-bench-'));
  const input = { index: 'index.html', bench: 'tests/bench/scan.html' };
  await build({ logLevel: 'warn', build: { rolldownOptions: { input } } });
  const server = await startServer({ dataDir: join(work, 'data') });
  const { page, close } = await openTabletBrowser({ profile: join(work, 'profile') });
  page.setDefaultTimeout(600_000);
  await page.goto(`${server.url}/tests/bench/scan.html`, { waitUntil: 'load' });
  const count = await page.evaluate(
    ([first, each]) => scanPage.scenes(first ?? 0, each ?? 0),
    [seed, perCategory],
  );
  const readings: SceneReading[] = [];
  for (let index = 0; index < count; index += 1) {
    readings.push(
      await page.evaluate(
        ([first, each, at]) => scanPage.read(first ?? 0, each ?? 0, at ?? 0),
        [seed, perCategory, index],
      ),
    );
  }
  await close();
  await server.stop();
  rmSync(work, { recursive: true, force: true });
  await build({ logLevel: 'warn' });
  return readings;
};

const countOf = (readings: readonly SceneReading[], decoder: DecoderName, when: 'first' | 'any') =>
  readings.filter(({ byDecoder }) => byDecoder[decoder][when]).length;

/** What the eye reads of damaged codes, beside what the best free decoders read of the same pictures. */
export const benchScan = async (): Promise<Record<string, number>> => {
  const readings = await readCorpus();
  const categories = [...new Set(readings.map(({ category }) => category))];
  console.log(`category: ${decoders.join(', ')} (of each; then with three frames)`);
  for (const category of categories) {
    const own = readings.filter((reading) => reading.category === category);
    const counts = (when: 'first' | 'any') =>
      decoders.map((decoder) => countOf(own, decoder, when)).join(' ');
    console.log(`${category} of ${own.length}: ${counts('first')}; ${counts('any')}`);
  }
  for (const decoder of decoders) {
    const ms = readings.map(({ byDecoder }) => byDecoder[decoder].ms);
    console.log(
      `${decoder}: p50 ${round(percentile(ms, 0.5))} ms, p95 ${round(percentile(ms, 0.95))} ms`,
    );
  }
  const wrongOf = (decoder: DecoderName) =>
    readings.reduce((sum, { byDecoder }) => sum + byDecoder[decoder].wrong, 0);
  const rivals = decoders.filter((decoder) => decoder !== 'chot');
  const best = (when: 'first' | 'any') =>
    Math.max(...rivals.map((decoder) => countOf(readings, decoder, when)));
  return {
    pictures: readings.length,
    decode_rate: round(countOf(readings, 'chot', 'first') / readings.length),
    decode_rate_three_frames: round(countOf(readings, 'chot', 'any') / readings.length),
    decode_rate_vs_best_open: round(countOf(readings, 'chot', 'first') / best('first')),
    decode_rate_vs_best_open_three_frames: round(countOf(readings, 'chot', 'any') / best('any')),
    decode_rate_three_frames_vs_best_open_one: round(
      countOf(readings, 'chot', 'any') / best('first'),
    ),
    wrong_text: wrongOf('chot'),
    wrong_text_html5_qrcode: wrongOf('html5-qrcode'),
    wrong_text_jsqr: wrongOf('jsqr'),
    wrong_text_zxing_wasm: wrongOf('zxing-wasm'),
  };
};
