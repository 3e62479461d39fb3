import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { build } from 'vite';
import type { FieldKey, FormInput } from '#domain/declaration/form.ts';
import { instantToInput } from '#domain/declaration/instant-input.ts';
import { bits, bitSide, writeCameraFilm } from '../support/camera-clip.ts';
import { enrol, openTab, signIn, unlock } from '../support/officer.ts';
import { sampleSheet } from '../support/sample-sheet.ts';
import { startServer } from '../support/server-process.ts';
import { openTabletBrowser } from '../support/tablet-browser.ts';
import { installLaneProbe, type LaneProbe } from './lane-probe.ts';
import { percentile } from './sync/statistics.ts';
import type { BenchPage } from './tablet-page.ts';

declare const benchPage: BenchPage;
declare const laneProbe: LaneProbe;

const people = 40;
/** Of 15 a second: each code is held up for 0.8 s, and 0.2 s later comes the next. */
const pace = { codeFrames: 12, blankFrames: 3 };
const throttle = 4;
const fewSightings = 50;
const manySightings = Number(process.env['BENCH_SIGHTINGS'] ?? 1_000);
const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';

const sheets = Array.from({ length: people }, (_, index) => sampleSheet(index));
const written = (sheet: FormInput, key: FieldKey): string => {
  const value = sheet[key];
  return typeof value === 'string' ? value : '';
};
const nameOf = (sheet: FormInput): string => written(sheet, 'fullName');
const cardOf = (sheet: FormInput): string => {
  const dob = written(sheet, 'dob').replaceAll('/', '');
  const sex = sheet.sex === 'F' ? 'Nữ' : 'Nam';
  return `${written(sheet, 'docNumber')}||${nameOf(sheet)}|${dob}|${sex}|Đống Đa, Hà Nội|10082021`;
};

const round = (value: number): number => Math.round(value * 10) / 10;

/** Megabytes of the page's own process, and of its script's heap after rubbish is collected. */
const weigh = async (
  session: CDPSession,
  browserPid: number,
): Promise<{ process: number; heap: number }> => {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  const group = execFileSync('ps', ['-o', 'rss=,args=', '-g', String(browserPid)], {
    encoding: 'utf8',
  });
  const pages = [...group.matchAll(/^\s*(\d+) .*--type=renderer/gm)].map(([, kb]) => Number(kb));
  return { process: Math.max(0, ...pages) / 1024, heap: heap / 1024 / 1024 };
};

/** One press for each who stands there: kept if new, put away if they have just crossed. */
const attend = async (page: Page, sightings: number): Promise<void> => {
  const answer = page.getByTestId('scan-answer');
  const buttons = {
    keep: answer.locator('button', { hasText: /^GIỮ/ }),
    another: answer.locator('button', { hasText: /^Quét mã khác/ }),
  };
  while (true) {
    const next = await page.waitForFunction((enough) => {
      return laneProbe.sightings >= enough ? 'done' : laneProbe.next();
    }, sightings);
    const press = await next.jsonValue();
    if (press === 'done') return;
    if (press !== null) await buttons[press].click();
  }
};

/**
 * A lane as a camera sees it: people known to the tablet hold up their cards one after another, an officer
 * presses once for each. Real Chromium, its screen's thread slowed four times (workers are not slowed).
 */
export const benchLane = async (): Promise<Record<string, number>> => {
  const work = mkdtempSync(join(tmpdir(), 'chot-lane-'));
  const cameraClip = join(work, 'lane.y4m');
  writeCameraFilm(cameraClip, sheets.map(cardOf), pace);
  const input = { index: 'index.html', bench: 'tests/bench/bench.html' };
  await build({ logLevel: 'warn', build: { rolldownOptions: { input } } });
  const server = await startServer({ dataDir: join(work, 'data') });
  const tablet = await openTabletBrowser({ profile: join(work, 'profile'), cameraClip });
  const { page } = tablet;
  await page.goto(server.url);
  await enrol(page, unit, 'Máy đo');
  await signIn(page, 'Phiếu giấy', '222222');
  await page.goto(`${server.url}/tests/bench/bench.html`, { waitUntil: 'load' });
  if (!(await page.evaluate(() => benchPage.signIn('222222')))) throw new Error('not unlocked');
  await page.evaluate(([count, declaredAt]) => benchPage.keep(0, count, declaredAt), [
    people,
    instantToInput(Date.now() - 3_600_000),
  ] as const);
  await page.goto(server.url);
  await unlock(page, '222222');
  await server.stop();

  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  const openedAt = performance.now();
  await openTab(page, 'Quét');
  await page.locator('video').waitFor();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0);
  const cameraReadyMs = performance.now() - openedAt;
  const names = sheets.map(nameOf);
  await page.evaluate(installLaneProbe, { names, bits, bitSide });

  await attend(page, fewSightings);
  const early = await weigh(session, tablet.pid);
  const lane = await page.evaluate(() => ({
    waits: [...laneProbe.waits.values()],
    paintedAt: [...laneProbe.paintedAt.values()],
    longestTaskMs: laneProbe.longestTaskMs,
  }));
  await attend(page, manySightings);
  const late = await weigh(session, tablet.pid);
  await openTab(page, 'Làn');
  const kept = await page.getByText('Lượt qua trên máy này, ca này').locator('..').innerText();
  await tablet.close();
  rmSync(work, { recursive: true, force: true });
  await build({ logLevel: 'warn' });

  const [first = 0] = lane.paintedAt;
  const last = lane.paintedAt.at(-1) ?? 0;
  console.log(`${lane.waits.length} of ${people} people answered; ${kept.replaceAll('\n', ' ')}`);
  return {
    cpu_throttle: throttle,
    camera_ready_ms: round(cameraReadyMs),
    frame_to_verdict_p50_ms: round(percentile(lane.waits, 0.5)),
    frame_to_verdict_p95_ms: round(percentile(lane.waits, 0.95)),
    main_thread_longest_ms: round(lane.longestTaskMs),
    people_answered: lane.waits.length,
    people_per_minute: round(((lane.waits.length - 1) * 60_000) / (last - first)),
    heap_mb_after_50: round(early.heap),
    heap_mb_after_many: round(late.heap),
    process_mb_after_50: round(early.process),
    process_mb_after_many: round(late.process),
    sightings: manySightings,
  };
};
