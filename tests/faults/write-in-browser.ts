import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { enrol, openTab, signIn, typeSheet } from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { startServer } from '../support/server-process.ts';
import { openTabletBrowser } from '../support/tablet-browser.ts';
import { freezeTree, killTree } from './process-tree.ts';
import type { Writer } from './writer.ts';

const unitName = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';
const people = [1, 2, 3].map((number) =>
  sheetOf({
    serial: `CG-00010${number}`,
    name: `Nguyễn Văn Thử ${'ABC'.at(number - 1)}`,
    number: `00109000010${number}`,
    dob: '17/05/1990',
    sex: '1',
  }),
);

/** What a page keeps belongs to its origin, so the same port again. */
const port = 47_611;

const profileIn = (dir: string): string => join(dir, 'profile');

/** The tablet itself: an officer keeps sheets until the power goes. */
export const browserWriter: Writer = {
  name: 'tablet in Chromium',
  mustLose: false,
  begin: async (dir) => {
    mkdirSync(join(dir, 'data'));
    const server = await startServer({ dataDir: join(dir, 'data'), port });
    const tablet = await openTabletBrowser({ profile: profileIn(dir) });
    const { page } = tablet;
    await page.goto(server.url);
    await enrol(page, unitName, 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
    // From here the tablet is alone.
    await server.kill();
    await openTab(page, 'Phiếu');
    return {
      writeUntilFrozen: async () => {
        for (const person of people) await keep(page, person);
        freezeTree(tablet.pid);
        return people.length;
      },
      kill: async () => killTree(tablet.pid),
    };
  },
  count: async (dir) => {
    const server = await startServer({ dataDir: join(dir, 'data'), port });
    for (const lock of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
      rmSync(join(profileIn(dir), lock), { force: true });
    }
    const tablet = await openTabletBrowser({ profile: profileIn(dir) });
    await tablet.page.goto(server.url);
    const counts = await tablet.page.evaluate(countHeld);
    await tablet.kill();
    await server.kill();
    return counts;
  },
};

const keep = async (page: Page, person: ReturnType<typeof sheetOf>): Promise<void> => {
  await page.locator('[data-field="paperSerial"] input:focus').waitFor();
  await typeSheet(page, person);
  await page.keyboard.press('Control+Enter');
  await page.getByText(`Đã giữ trên máy: ${String(person['fullName'])}`).waitFor();
};

/** Records whose two entries are in the log as well; nothing when the log has a hole. */
const countHeld = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('chot');
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const read = opening.result.transaction(['entries', 'records'], 'readonly');
      const entries = read.objectStore('entries').count();
      const records = read.objectStore('records').count();
      read.addEventListener('complete', () => {
        opening.result.close();
        resolve(entries.result === 2 * records.result ? records.result : 0);
      });
    });
  });
