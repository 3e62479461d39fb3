import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Entry } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { shiftAt, type Shift } from '#domain/shift/shift.ts';
import { demoFactor } from '../../sync-server/demo/officers.ts';
import { codeAt } from '../../sync-server/services/officers/totp.ts';
import { crossingEntry, declarationEntry } from '../contract/sample-log.ts';
import { deliverElsewhere } from '../support/deliver-elsewhere.ts';
import { enrol, openTab, signIn } from '../support/officer.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';
import { takePictures } from '../support/take-pictures.ts';

const unitId = 'hn-01';
const hour = 3_600_000;
const shiftBack = (shifts: number): Shift => shiftAt(unitId, Date.now() - shifts * 6 * hour);
const [lately, longAgo, idle] = [shiftBack(3), shiftBack(14), shiftBack(4)];

/** Both entries of somebody who crossed in a shift. */
const recorded = (number: number, shift: Shift, said: Partial<Declaration>): Entry[] => {
  const declared = declarationEntry(number);
  const crossed = crossingEntry(number + 1);
  if (declared.kind !== 'declaration.recorded' || crossed.kind !== 'crossing.recorded') return [];
  const time = { ...declared.time, wall: shift.startsAtMs + hour + number * 60_000 };
  const { shiftId } = shift;
  const schema = currentSchemaOf('crossing.recorded');
  return [
    { ...declared, time, shiftId, data: { ...declared.data, ...said } },
    { ...crossed, time, shiftId, schema },
  ];
};

describe('a shift that nobody closed', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-forgotten-'));
  let server: ServerProcess;
  let tablet: TabletBrowser;

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    const huong = { fullName: 'Nguyễn Thị Thanh Hương', docNumber: '036190012345' } as const;
    await deliverElsewhere(server.url, unitId, [
      ...recorded(1, longAgo, huong),
      ...recorded(3, longAgo, huong),
      ...recorded(5, lately, { fullName: 'Trần Văn Bình', docNumber: '001085067890' }),
    ]);
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    await tablet.page.goto(server.url);
    await enrol(tablet.page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy chốt trưởng');
    await signIn(tablet.page, 'Chốt trưởng', '333333');
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[SHIFT-11] is told to the supervisor in every shift, and opened from there; [SETTLE-8] its duplicates are found', async () => {
    const { page } = tablet;
    const forgotten = page.getByTestId('forgotten').getByRole('button');
    const picker = page.getByLabel('Ca trực', { exact: true });
    await openTab(page, 'Ca trực');
    await page.getByText('Còn 2 ca trước chưa ai đóng').waitFor();
    const named = (await forgotten.allInnerTexts()).map((name) => name.slice(0, 4));
    expect(named).toEqual([`Ca ${lately.number}`, `Ca ${longAgo.number}`]);
    const marked = picker.locator('option').filter({ hasText: 'chưa ai đóng' });
    const values = () =>
      marked.evaluateAll((all) => all.map((one) => one instanceof HTMLOptionElement && one.value));
    expect(await values()).toEqual([lately.shiftId, longAgo.shiftId]);
    await takePictures(page, 'forgotten');

    await forgotten.last().click();
    await page.locator('[data-testid=standing][data-state=closed-by-rule]').waitFor();
    expect(await picker.inputValue()).toBe(longAgo.shiftId);
    await page.getByText('Còn 1 ca trước chưa ai đóng').waitFor();
    await page.locator('[data-point=duplicates][data-state=open]').waitFor();
    await takePictures(page, 'forgotten-open');
    await page.locator('[data-point=duplicates]').getByRole('link').click();
    await page.getByLabel('Cả đơn vị').check();
    await page
      .getByLabel('Mã xác nhận sáu số')
      .fill(codeAt(demoFactor.secret, Math.floor(Date.now() / 30_000)));
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await page.getByText('Chắc chắn trùng: 1 cặp').waitFor();
    await takePictures(page, 'forgotten-desk');

    await openTab(page, 'Làn');
    await openTab(page, 'Ca trực');
    await picker.selectOption(idle.shiftId);
    const standing = page.getByTestId('standing');
    await expect.poll(() => standing.getAttribute('data-state')).toBe('idle');
    await page.context().setOffline(true);
    await expect.poll(() => standing.getAttribute('data-state')).toBe('unknown');
    await standing.getByText('Chưa gặp được máy chủ').waitFor();
    expect(await forgotten.count()).toBe(0);
    expect(await marked.count()).toBe(0);
    await takePictures(page, 'forgotten-offline');
    await page.context().setOffline(false);
    await expect.poll(() => forgotten.count()).toBe(2);
  });
});
