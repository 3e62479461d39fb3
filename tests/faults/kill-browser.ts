import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { buildTablet } from '../support/build-tablet.ts';
import { freePort } from '../support/free-port.ts';
import {
  enrol,
  openTab,
  signIn,
  typeSheet,
  unlock,
  type SheetAnswers,
} from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const person = (number: number): SheetAnswers =>
  sheetOf({
    serial: `CG-${String(number).padStart(6, '0')}`,
    name: `Nguyễn Văn Thử ${String.fromCodePoint(65 + Math.floor(number / 26), 65 + (number % 26))}`,
    number: `0010900003${String(number).padStart(2, '0')}`,
    dob: '17/05/1990',
    sex: '1',
  });

type Held = {
  /** Records both of whose entries are in the log. What they say is sealed. */
  readonly records: number;
  readonly entryIds: string[];
  readonly isGapless: boolean;
  readonly drafts: number;
};

/** The tablet's database as it lies there, read in the page. */
const readHeld = (): Promise<Held> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('chot');
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const read = opening.result.transaction(['entries', 'records', 'drafts'], 'readonly');
      const entries = read.objectStore('entries').getAll();
      const records = read.objectStore('records').getAll();
      const drafts = read.objectStore('drafts').count();
      read.addEventListener('complete', () => {
        opening.result.close();
        const log: { position: number; entryId: string }[] = entries.result;
        const list: { position: number }[] = records.result;
        const positions = log.map(({ position }) => position);
        resolve({
          // A record stands at the position of its second entry.
          records: list.filter(({ position }) =>
            [position - 1, position].every((p) => positions.includes(p)),
          ).length,
          entryIds: log.map(({ entryId }) => entryId),
          isGapless: positions.every((position, index) => position === index + 1),
          drafts: drafts.result,
        });
      });
    });
  });

/** Keeps a sheet; the browser is dead as soon as the page has said that it is kept. */
const keepAndKill = async (tablet: TabletBrowser, answers: SheetAnswers): Promise<void> => {
  const { page } = tablet;
  await openTab(page, 'Phiếu');
  await page.locator('[data-field="paperSerial"] input:focus').waitFor();
  await typeSheet(page, answers);
  const killed = new Promise<void>((resolve, reject) => {
    page
      .exposeFunction('onKeptSaid', () => void tablet.kill().then(resolve, reject))
      .then(() => page.evaluate(watchFor, `Đã giữ trên máy: ${String(answers['fullName'])}`))
      .then(() => page.keyboard.press('Control+Enter'))
      // The browser dies under whatever was being asked of it.
      .catch(() => undefined);
  });
  const patience = sleep(60_000, null, { ref: false }).then(() => {
    throw new Error('The page never said that the sheet is kept.');
  });
  await Promise.race([killed, patience]);
};

/** Calls out in the very task in which the words appear, before they are even painted. */
const watchFor = (words: string): void => {
  const call: unknown = Reflect.get(globalThis, 'onKeptSaid');
  const watcher = new MutationObserver(() => {
    if (typeof call !== 'function' || !document.body.textContent.includes(words)) return;
    watcher.disconnect();
    call();
  });
  watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
};

const readDelivered = (dataDir: string): string[] => {
  const ledger = new DatabaseSync(join(dataDir, 'chot.sqlite'), { readOnly: true });
  const rows = ledger.prepare("select entry_id from entries where status = 'applied'").all();
  ledger.close();
  return rows.map((row) => String(row['entry_id']));
};

/** Right after "Đã giữ" is said the browser is killed, and finds everything when it is opened again. */
export const killBrowser = async (rounds: number): Promise<Record<string, unknown>> => {
  buildTablet();
  const work = mkdtempSync(join(tmpdir(), 'chot-kill-'));
  const dataDir = join(work, 'data');
  const port = await freePort();
  let server = await startServer({ dataDir, port });
  const open = async (): Promise<TabletBrowser> => {
    const tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    await tablet.page.goto(server.url);
    return tablet;
  };
  let tablet = await open();
  await enrol(tablet.page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
  await signIn(tablet.page, 'Phiếu giấy', '222222');
  // From here the tablet is alone.
  await server.kill();

  let missing = 0;
  let drafts = 0;
  let gaps = 0;
  let said = 0;
  for (let round = 0; round < rounds; round += 1) {
    const answers = person(round);
    await keepAndKill(tablet, answers);
    said += 1;
    tablet = await open();
    await unlock(tablet.page, '222222');
    const held = await tablet.page.evaluate(readHeld);
    missing += Math.max(0, said - held.records);
    gaps += held.isGapless && held.entryIds.length === 2 * said ? 0 : 1;
    drafts += held.drafts;
  }

  server = await startServer({ dataDir, port });
  await untilAllSent(tablet.page);
  const { entryIds } = await tablet.page.evaluate(readHeld);
  const delivered = readDelivered(dataDir);
  await tablet.kill();
  await server.kill();
  rmSync(work, { recursive: true, force: true });
  return {
    rounds,
    acknowledged: said,
    lost: missing + entryIds.filter((entryId) => !delivered.includes(entryId)).length,
    duplicated: delivered.length - 2 * said,
    gaps,
    /** Drafts of sheets that were kept: an invitation to keep them twice. */
    draftsLeft: drafts,
    delivered: delivered.length,
    mustLose: false,
  };
};

const untilAllSent = (page: Page): Promise<void> =>
  page.getByTestId('delivery').getByText('Đã gửi hết').waitFor({ timeout: 120_000 });
