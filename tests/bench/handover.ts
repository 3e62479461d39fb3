import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { correction, generate, mode } from 'lean-qr';
import { build } from 'vite';
import { pictureBlockBytes, showAsPictures } from '#domain/carry/picture-run.ts';
import { createDice } from '../simulator/dice.ts';
import { enrol, openTab, signIn, unlock } from '../support/officer.ts';
import { startServer } from '../support/server-process.ts';
import { openTabletBrowser } from '../support/tablet-browser.ts';
import type { HandoverPage } from './handover-page.ts';
import { percentile } from './sync/statistics.ts';

declare const handoverPage: HandoverPage;

const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';
const records = 1_500;
const recordsByCodes = 250;
const times = 5;
const codesPerS = Number(process.env['BENCH_CODES_PER_S'] ?? 12);
const blockBytes = Number(process.env['BENCH_BLOCK_BYTES'] ?? pictureBlockBytes);
const filmS = 14;
const cameraFps = Number(process.env['BENCH_CAMERA_FPS'] ?? 30);
const width = 1280;
const height = 720;
const noise = 12;

const round = (value: number): number => Math.round(value * 10) / 10;

/** The screen that shows a frame, as a camera sees it that does not hold it quite full: luma of a whole picture. */
const drawCode = (frame: Uint8Array): Uint8Array => {
  const code = generate(mode.bytes(frame), { minCorrectionLevel: correction.L });
  const side = code.size + 8;
  const scale = (height * 0.9) / side;
  const luma = new Uint8Array(width * height).fill(90);
  const left = (width - side * scale) / 2;
  const top = (height - side * scale) / 2;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const column = Math.floor((x - left) / scale) - 4;
      const row = Math.floor((y - top) / scale) - 4;
      if (column < -4 || row < -4 || column >= code.size + 4 || row >= code.size + 4) continue;
      luma[y * width + x] = code.get(column, row) ? 30 : 220;
    }
  }
  return luma;
};

/**
 * A film of a screen that shows code after code, by a camera of 30 pictures a second: each picture gathers what
 * was shown during its time, so one that falls on a change is a mixture; and there is noise.
 */
const writeFilm = (path: string, file: Uint8Array): void => {
  const run = showAsPictures(file, blockBytes);
  if (run === null) throw new Error('the file fits into codes');
  const dice = createDice(7);
  const grain = Int8Array.from({ length: 65_536 }, () => dice.below(2 * noise + 1) - noise);
  const drawn = new Map<number, Uint8Array>();
  const codeAt = (seq: number): Uint8Array => {
    const known = drawn.get(seq) ?? drawCode(run.frameAt(seq));
    drawn.clear();
    drawn.set(seq, known);
    return known;
  };
  const film = openSync(path, 'w');
  writeSync(film, `YUV4MPEG2 W${width} H${height} F${cameraFps}:1 Ip A1:1 C420jpeg\n`);
  const chroma = new Uint8Array((width * height) / 2).fill(128);
  const luma = new Uint8Array(width * height);
  for (let picture = 0; picture < filmS * cameraFps; picture += 1) {
    const begins = (picture * codesPerS) / cameraFps;
    const ends = ((picture + 1) * codesPerS) / cameraFps;
    const first = codeAt(Math.floor(begins));
    const isMixed = Math.ceil(ends) - Math.floor(begins) > 1;
    const next = isMixed ? codeAt(Math.floor(begins) + 1) : first;
    const share = isMixed ? (Math.floor(begins) + 1 - begins) / (ends - begins) : 1;
    const shift = dice.below(65_536);
    for (let at = 0; at < luma.length; at += 1) {
      const seen = (first[at] ?? 0) * share + (next[at] ?? 0) * (1 - share);
      luma[at] = seen + (grain[(at * 31 + shift) & 65_535] ?? 0);
    }
    writeSync(film, 'FRAME\n');
    writeSync(film, luma);
    writeSync(film, chroma);
  }
  closeSync(film);
};

/** Between two tablets without a network: real Chromium on both sides, a film for the camera of one. */
export const benchHandover = async (): Promise<Record<string, number>> => {
  const work = mkdtempSync(join(tmpdir(), 'chot-bench-'));
  const input = { index: 'index.html', bench: 'tests/bench/handover.html' };
  await build({ logLevel: 'warn', build: { rolldownOptions: { input } } });
  const server = await startServer({ dataDir: join(work, 'data') });
  const clip = join(work, 'screen.y4m');
  const giver = await openTabletBrowser({ profile: join(work, 'giver') });
  await giver.page.goto(server.url);
  await enrol(giver.page, unit, 'Máy giao');
  await signIn(giver.page, 'Phiếu giấy', '222222');
  const taker = await openTabletBrowser({ profile: join(work, 'taker'), cameraClip: clip });
  await taker.page.goto(server.url);
  await enrol(taker.page, unit, 'Máy nhận');
  await signIn(taker.page, 'Chốt trưởng', '333333');
  await server.stop();
  for (const [{ page }, role, pin] of [
    [giver, 'paper-officer', '222222'],
    [taker, 'supervisor', '333333'],
  ] as const) {
    page.setDefaultTimeout(600_000);
    await page.goto(`${server.url}/tests/bench/handover.html`, { waitUntil: 'load' });
    const isIn = await page.evaluate(
      ([who, typed]) => handoverPage.signIn(who ?? '', typed ?? ''),
      [role, pin],
    );
    if (!isIn) throw new Error('not unlocked');
  }

  await giver.page.evaluate((count) => handoverPage.keep(0, count), recordsByCodes);
  const byCodes = await giver.page.evaluate(() => handoverPage.write());
  await giver.page.evaluate(
    ([first, count]) => handoverPage.keep(first ?? 0, count ?? 0),
    [recordsByCodes, records - recordsByCodes],
  );
  const writeMs: number[] = [];
  const readMs: number[] = [];
  let fileBytes = 0;
  let entries = 0;
  for (let turn = 0; turn < times; turn += 1) {
    const written = await giver.page.evaluate(() => handoverPage.write());
    writeMs.push(written.ms);
    fileBytes = Buffer.from(written.file, 'base64').length;
    entries = written.entries;
    readMs.push(await taker.page.evaluate((file) => handoverPage.read(file), written.file));
  }
  await taker.page.evaluate(() => handoverPage.forget());
  await giver.close();

  const shown = Buffer.from(byCodes.file, 'base64');
  writeFilm(clip, new Uint8Array(shown));
  const { page } = taker;
  await page.goto(server.url);
  await unlock(page, '333333');
  await openTab(page, 'Cài đặt');
  await page.getByRole('link', { name: 'Nhận bàn giao từ máy khác' }).click();
  await page.getByRole('button', { name: 'Đọc mã trên máy giao' }).click();
  await page.locator('progress').waitFor();
  const seconds = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let beganAt = 0;
        const look = () => {
          const bar = document.querySelector('progress');
          if (beganAt === 0 && bar && bar.value > 0) beganAt = performance.now();
          if (beganAt > 0 && document.querySelector('[data-testid=custody-taken]')) {
            return resolve((performance.now() - beganAt) / 1000);
          }
          requestAnimationFrame(look);
        };
        look();
      }),
  );
  await taker.close();
  rmSync(work, { recursive: true, force: true });
  await build({ logLevel: 'warn' });
  return {
    entries,
    file_kb: round(fileBytes / 1024),
    file_bytes_per_entry: Math.round(fileBytes / entries),
    file_write_ms: round(percentile(writeMs, 0.5)),
    file_read_ms: round(percentile(readMs, 0.5)),
    camera_fps: cameraFps,
    codes_per_s: codesPerS,
    block_bytes: blockBytes,
    qr_file_kb: round(shown.length / 1024),
    qr_handover_s: round(seconds),
    qr_handover_kb_per_s: round(shown.length / 1024 / seconds),
  };
};
