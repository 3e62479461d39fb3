import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayAt, dayMs, dayStartMs } from '#domain/city/local-day.ts';
import { rowsToCsv } from '#domain/core/csv.ts';
import { unitsToRows } from '#domain/unit/unit-sheet.ts';
import { buildTablet } from '../support/build-tablet.ts';
import { enrol, openTab, signIn } from '../support/officer.ts';
import { inventedUnits, seedCrossings, seedReports, seedWaiting } from '../support/seed-city.ts';
import { runCommand, startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser } from '../support/tablet-browser.ts';
import { benchBulletinToTablet, benchMassSend } from './bulletins.ts';

const crossings = 1_000_000;
const days = 14;
const tablets = 2000;
const referrals = 1000;
const reports = 20_000;
const openings = 9;
/** Rows of a stream between two looks at the server's memory. */
const lookEvery = 5000;

/** The most that the server's process has taken so far, and what it takes now. */
const rssMb = ({ pid }: ServerProcess): { peak: number; now: number } => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string) => {
    const [, kilobytes] = new RegExp(`${name}:\\s+(\\d+) kB`).exec(status) ?? [];
    return Math.round(Number(kilobytes) / 1024);
  };
  return { peak: read('VmHWM'), now: read('VmRSS') };
};

/** From the tap on the tab to the figures and the table, in a browser. */
const measureOpening = async (server: ServerProcess, work: string): Promise<number> => {
  const browser = await openTabletBrowser({ profile: join(work, 'profile') });
  const { page } = browser;
  await page.goto(server.url);
  await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy chỉ huy');
  await signIn(page, 'Chỉ huy', '444444');
  const taken: number[] = [];
  for (let time = 0; time < openings; time += 1) {
    await openTab(page, 'Làn');
    // Longer than the server remembers a day: each opening is counted anew.
    await page.waitForTimeout(2500);
    const begunAtMs = performance.now();
    await openTab(page, 'Chỉ huy');
    await page.getByTestId('city-table').locator('tbody tr').first().waitFor();
    taken.push(performance.now() - begunAtMs);
  }
  await browser.close();
  return taken.toSorted((one, other) => one - other)[Math.floor(openings / 2)] ?? Number.NaN;
};

/** All crossings as a stream, read as fast as it comes. */
const measureExport = async (
  server: ServerProcess,
  key: string,
  format: 'csv' | 'ndjson',
): Promise<{ rows: number; seconds: number; earlyMb: number; lateMb: number }> => {
  const until = dayAt(Date.now());
  const from = dayAt(dayStartMs(until) - (days - 1) * dayMs);
  const url = `${server.url}/api/v1/open/crossings?from=${from}&until=${until}&format=${format}`;
  const begunAtMs = performance.now();
  const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  if (!answer.ok || answer.body === null)
    throw new Error(`${answer.status} ${await answer.text()}`);
  let rows = 0;
  // Flat: what is taken in the last half of the stream is no more than in the first tenth of it.
  let [earlyMb, lateMb, lookAt] = [0, 0, lookEvery];
  for await (const chunk of answer.body) {
    for (const byte of chunk) if (byte === 10) rows += 1;
    if (rows < lookAt) continue;
    lookAt += lookEvery;
    const { now } = rssMb(server);
    if (rows <= crossings / 10) earlyMb = Math.max(earlyMb, now);
    if (rows >= crossings / 2) lateMb = Math.max(lateMb, now);
  }
  return { rows, seconds: (performance.now() - begunAtMs) / 1000, earlyMb, lateMb };
};

/** A million crossings of two weeks, 856 units, 2,000 tablets, 20,000 reports; bulletins and mass messages beside. */
export const benchCity = async (): Promise<Record<string, number>> => {
  buildTablet();
  const work = mkdtempSync(join(tmpdir(), 'chot-city-'));
  const dataDir = join(work, 'data');
  await (await startServer({ dataDir })).stop();
  const sheet = join(work, 'units.csv');
  writeFileSync(sheet, rowsToCsv(unitsToRows(inventedUnits())));
  await runCommand(dataDir, 'units', 'import', sheet);
  const made = await runCommand(dataDir, 'open-key', 'add', '--name', 'bench', '--reads', 'tracer');
  const key = made.trim().split('\n').at(-1) ?? '';
  const nowMs = Date.now();
  seedCrossings(dataDir, { crossings, days, nowMs });
  seedWaiting(dataDir, { tablets, referrals, nowMs });
  seedReports(dataDir, { reports, days, nowMs });

  const looked = await startServer({ dataDir });
  const openMs = await measureOpening(looked, work);
  await looked.stop();
  const read = await startServer({ dataDir });
  const { peak: idleMb } = rssMb(read);
  const ndjson = await measureExport(read, key, 'ndjson');
  const csv = await measureExport(read, key, 'csv');
  const { peak: peakMb } = rssMb(read);
  await read.stop();
  rmSync(work, { recursive: true });
  return {
    command_view_open_ms: Math.round(openMs),
    export_rows: ndjson.rows,
    export_rows_per_s: Math.round(ndjson.rows / ndjson.seconds),
    export_csv_rows_per_s: Math.round(csv.rows / csv.seconds),
    export_idle_rss_mb: idleMb,
    export_peak_rss_mb: peakMb,
    export_first_tenth_rss_mb: ndjson.earlyMb,
    export_last_half_rss_mb: ndjson.lateMb,
    ...(await benchBulletinToTablet()),
    ...(await benchMassSend()),
  };
};
