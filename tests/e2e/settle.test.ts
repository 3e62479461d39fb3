import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Entry } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { demoFactor } from '../../sync-server/demo/officers.ts';
import { codeAt } from '../../sync-server/services/officers/totp.ts';
import { crossingEntry, declarationEntry } from '../contract/sample-log.ts';
import { deliverElsewhere } from '../support/deliver-elsewhere.ts';
import { enrol, openTab, signIn } from '../support/officer.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const minute = 60_000;
const now = Date.now();

/** Both entries of somebody who crossed some minutes ago, typed from paper. */
const recorded = (number: number, minutesAgo: number, said: Partial<Declaration>): Entry[] => {
  const declared = declarationEntry(number);
  const crossed = crossingEntry(number + 1);
  if (declared.kind !== 'declaration.recorded' || crossed.kind !== 'crossing.recorded') return [];
  const time = { ...declared.time, wall: now - minutesAgo * minute };
  const data = { ...declared.data, channel: 'paper' as const, ...said };
  const schema = currentSchemaOf('crossing.recorded');
  return [
    { ...declared, time, data },
    { ...crossed, time, schema },
  ];
};
const amended = (number: number, of: number, phone: string): Entry => ({
  ...declarationEntry(number),
  time: { ...declarationEntry(number).time, wall: now - 5 * minute },
  kind: 'declaration.amended',
  subjectId: declarationEntry(of).subjectId,
  basedOn: [declarationEntry(of).entryId],
  data: { fields: { phone }, role: 'paper-officer' },
});

const huong = {
  fullName: 'Nguyễn Thị Thanh Hương',
  dob: '1990-05-07',
  sex: 'F',
  docNumber: '036190012345',
  phone: '+84912345678',
  'move.plate': '29X112345',
} as const;
const binh = { fullName: 'Trần Văn Bình', dob: '1985-01-02', docNumber: '001085067890' } as const;
const an = { fullName: 'Lê Văn An', dob: '2001-03-04', docNumber: '038201000111' } as const;

const firstTablet = [
  ...recorded(1, 60, huong),
  ...recorded(11, 50, binh),
  ...recorded(21, 40, an),
  amended(31, 11, '+84911111111'),
];
const secondTablet = [
  ...recorded(3, 55, { ...huong, fullName: 'NGUYEN THI THANH HUONG', dob: '1990-07-05' }),
  ...recorded(13, 45, { ...binh, fullName: 'Trần Văn Binh' }),
  // Twins: one number apart, a mark apart.
  ...recorded(23, 39, { ...an, fullName: 'Lê Văn Ân', docNumber: '038201000112' }),
  amended(33, 11, '+84922222222'),
  // A birth date that is none.
  ...recorded(41, 30, {
    fullName: 'Phạm Thị Sai Ngày',
    docNumber: '001190067890',
    dob: '31/02/1990',
  }),
  ...recorded(51, 30, {
    fullName: 'Phạm Thị Nhập Thử',
    docNumber: '001190067891',
    dob: '99/99/1990',
  }),
];

describe('a supervisor settles', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-settle-'));
  let server: ServerProcess;
  let tablet: TabletBrowser;

  beforeAll(async () => {
    server = await startServer({ dataDir: join(work, 'data') });
    await deliverElsewhere(server.url, 'hn-01', firstTablet);
    await deliverElsewhere(server.url, 'hn-01', secondTablet);
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

  it('[SETTLE-6] what other tablets recorded, also when the network goes, and takes it back; the server follows', async () => {
    const { page } = tablet;
    const conflict = page.getByTestId('conflict');
    const pairs = page.getByTestId('pair');
    const settled = page.getByTestId('settled');
    await openTab(page, 'Ca trực');
    await page.getByRole('link', { name: 'Mâu thuẫn, bản trùng trên máy này: không còn' }).click();
    await page.getByLabel('Cả đơn vị').check();
    await page
      .getByLabel('Mã xác nhận sáu số')
      .fill(codeAt(demoFactor.secret, Math.floor(Date.now() / 30_000)));
    await page.getByRole('button', { name: 'Xác nhận' }).click();

    await conflict.getByText('0911 111 111').waitFor();
    await conflict.getByText('0922 222 222').waitFor();
    await page.getByText('Chắc chắn trùng: 2 cặp').waitFor();
    await page.getByText('Có thể trùng: 1 cặp').waitFor();
    await pairs.filter({ hasText: 'Hương' }).getByText('ngày và tháng sinh đảo nhau').waitFor();

    await page.context().setOffline(true);
    await conflict.getByRole('button', { name: 'Gõ giá trị khác' }).click();
    await conflict.getByRole('textbox').fill('0933');
    await conflict.getByRole('button', { name: 'Giữ giá trị vừa gõ' }).click();
    await conflict.getByRole('alert').waitFor();
    await conflict.getByRole('textbox').fill('0933 333 333');
    await conflict.getByRole('button', { name: 'Giữ giá trị vừa gõ' }).click();
    await conflict.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Coi cả 2 cặp chắc chắn là một lượt' }).click();
    await page.getByText('Đã giải quyết: 3').waitFor();
    await settled.filter({ hasText: 'Trần Văn Binh' }).getByRole('button').click();
    await page.getByText('Đã giải quyết: 2').waitFor();
    await pairs.filter({ hasText: 'Lê Văn Ân' }).getByRole('button', { name: 'Hai người' }).click();
    await page.getByText('Đã giải quyết: 3').waitFor();

    await page.context().setOffline(false);
    await page.getByText('Đã gửi hết').first().waitFor();
    await page.getByRole('button', { name: 'Hỏi lại' }).click();
    await page.getByText('Đang hỏi máy chủ').waitFor({ state: 'detached' });
    await page.getByText('Chắc chắn trùng: 1 cặp').waitFor();
    await page.getByText('Đã giải quyết: 3').waitFor();
    expect(await conflict.count()).toBe(0);
    await settled.filter({ hasText: '0933 333 333' }).getByRole('button').click();
    await page.getByText('Đã rút lại 1').waitFor();
    const askAgain = async (): Promise<number> => {
      await page.getByRole('button', { name: 'Hỏi lại' }).click();
      await page.getByText('Đang hỏi máy chủ').waitFor({ state: 'detached' });
      return conflict.count();
    };
    await expect.poll(askAgain, { timeout: 30_000, interval: 1_000 }).toBe(1);
  });

  it('[REPAIR-2] and says anew what the server could not read, or sets it aside', async () => {
    const { page } = tablet;
    const broken = page.getByTestId('quarantined');
    await page.getByRole('link', { name: 'Bút toán chưa đọc được' }).click();
    await page.getByText('Chờ xem: 2').waitFor();
    const birth = broken.filter({ hasText: 'Sai Ngày' });
    await birth.getByText('giá trị không thể có: “31/02/1990”').waitFor();
    await birth.getByLabel('Ngày sinh').fill('28/02/1990');
    await birth.getByRole('button', { name: 'Ghi bút toán sửa' }).click();
    await birth.waitFor({ state: 'detached' });
    await broken.getByRole('button', { name: 'Gác lại' }).click();
    await broken.getByLabel('Vì sao gác lại').selectOption({ label: 'nhập thử' });
    await broken.getByRole('button', { name: 'Gác lại' }).click();
    await page.getByText('Đã ghi 2').waitFor();
    const askAgain = async (): Promise<number> => {
      await page.getByRole('button', { name: 'Hỏi máy chủ' }).click();
      await page.getByText('Đã ghi 2').waitFor({ state: 'detached' });
      return page.getByText('Đã xử lý: 2').count();
    };
    await expect.poll(askAgain, { timeout: 30_000, interval: 1_000 }).toBe(1);
  });
});
