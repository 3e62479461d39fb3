import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startAgencySandbox,
  type AgencySandbox,
} from '../../sync-server/connectors/agency/sandbox/sandbox.ts';
import {
  startMessageSandbox,
  type MessageSandbox,
} from '../../sync-server/connectors/message-service/sandbox/sandbox.ts';
import { demoFactor } from '../../sync-server/demo/officers.ts';
import { codeAt } from '../../sync-server/services/officers/totp.ts';
import { blinkNetwork, enrol, openTab, signIn } from '../support/officer.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';
import { takePictures } from '../support/take-pictures.ts';

const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';
const secret = 'a secret of this test, long enough for both';

describe('what citizens report, from everywhere to its end', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-reports-'));
  let server: ServerProcess;
  let agency: AgencySandbox;
  let messages: MessageSandbox;
  const browsers: TabletBrowser[] = [];

  const open = async (name: string): Promise<Page> => {
    const browser = await openTabletBrowser({ profile: join(work, name) });
    browsers.push(browser);
    await browser.page.goto(server.url);
    await enrol(browser.page, unit, name);
    return browser.page;
  };

  beforeAll(async () => {
    agency = await startAgencySandbox({ port: 0, secret });
    messages = await startMessageSandbox({ port: 0, secret });
    agency.behave({ fault: 'down' });
    const secretFile = join(work, 'secret');
    const agenciesFile = join(work, 'agencies.json');
    writeFileSync(secretFile, secret);
    const police = { agencyId: 'cong-an', name: 'Công an thành phố', url: agency.url, secretFile };
    writeFileSync(agenciesFile, JSON.stringify([police, { agencyId: 'so-y-te', name: 'Sở Y tế' }]));
    const env = {
      AGENCIES_FILE: agenciesFile,
      MESSAGES_URL: messages.url,
      MESSAGES_SECRET_FILE: secretFile,
    };
    server = await startServer({ dataDir: join(work, 'data'), env });
  });
  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await server.stop();
    await agency.close();
    await messages.close();
    rmSync(work, { recursive: true, force: true });
  });

  it('[REPORT-18] one taken down offline, one by message, one on the page and one by telephone are answered or forwarded, once, and the sum meets on the screen', async () => {
    const [post, desk] = await Promise.all(['Máy 1', 'Máy 2'].map(open));
    if (!post || !desk) throw new Error('Two were opened.');
    await signIn(post, 'Phiếu giấy', '222222');
    await post.context().setOffline(true);
    await post.getByRole('link', { name: 'Ghi phản ánh' }).click();
    const what = post.getByLabel('Việc gì');
    await what.fill('Quán bia phố Tạ Hiện vẫn mở cửa, đông người');
    await post.getByLabel('Ở đâu').fill('Phố Tạ Hiện, Hoàn Kiếm');
    await post.getByRole('radio', { name: 'KHẨN' }).check();
    await takePictures(post, 'report-note');
    // What is typed is on the disk before anybody presses.
    await post.getByRole('link', { name: 'Về trang chính' }).click();
    await post.getByRole('link', { name: 'Ghi phản ánh' }).click();
    await expect.poll(() => what.inputValue()).toContain('Tạ Hiện');
    await post.keyboard.press('Control+Enter');
    await post.getByText('Đã giữ.').waitFor();
    await post.getByText('Còn trên máy này').waitFor();

    await signIn(desk, 'Báo cáo', '444444');
    await openTab(desk, 'Phản ánh');
    await desk
      .getByLabel('Mã xác nhận sáu số')
      .fill(codeAt(demoFactor.secret, Math.floor(Date.now() / 30_000)));
    await desk.getByRole('button', { name: 'Xác nhận' }).click();
    await desk.getByText('Không còn phản ánh nào chờ').waitFor();
    await desk.getByText('Trực tiếp').waitFor();
    await takePictures(desk, 'reports-empty');

    await blinkNetwork(post);
    await post.getByText('Máy chủ đã nhận').waitFor();
    const list = desk.getByRole('list', { name: 'Đang chờ trả lời' });
    await list.getByText('Tạ Hiện').first().waitFor();
    const hook = (path: string) => `${server.url}/api/v1/reports/${path}`;
    const message = { sender: '0912345678', text: 'Chốt Pháp Vân ùn hai cây số' };
    const messageId = randomUUID();
    for (let times = 0; times < 2; times += 1) {
      expect(await messages.write(hook('message'), { messageId, ...message })).toBe(200);
    }
    await list.getByText('Chốt Pháp Vân').waitFor();

    const citizen = await desk.context().newPage();
    await citizen.goto(`${server.url}/phan-anh`);
    await citizen.getByLabel('Việc gì').fill('Xóm trọ cần gạo');
    await citizen.reload();
    await expect.poll(() => citizen.getByLabel('Việc gì').inputValue()).toBe('Xóm trọ cần gạo');
    await takePictures(citizen, 'mailbox');
    await citizen.getByRole('button', { name: 'Gửi phản ánh' }).click();
    await citizen.getByText('Đã nhận phản ánh').waitFor();
    await takePictures(citizen, 'mailbox-receipt');
    await list.getByText('Xóm trọ').waitFor();
    await desk.bringToFront();

    // A call, by keys alone.
    await desk.keyboard.press('F2');
    await desk.keyboard.type('Xin hoi giay di duong cap o dau');
    await desk.keyboard.press('Tab');
    await desk.keyboard.press('Tab');
    await desk.keyboard.press('3');
    for (let field = 0; field < 5; field += 1) await desk.keyboard.press('Tab');
    await desk.keyboard.type('Cong an phuong noi cu tru cap');
    await takePictures(desk, 'reports-call');
    await desk.keyboard.press('Control+Enter');
    await desk.getByText('Đã ghi số 4.').waitFor();
    const sum = (text: string) => desk.getByText(text, { exact: true }).waitFor();
    await sum('4 = 1 trả lời + 0 chuyển + 3 đang chờ');

    await list.getByText('Chốt Pháp Vân').click();
    await takePictures(desk, 'reports-detail');
    await desk.getByRole('button', { name: 'Trả lời câu này' }).first().click();
    await sum('4 = 2 trả lời + 0 chuyển + 2 đang chờ');
    await list.getByText('Xóm trọ').click();
    await desk.getByRole('button', { name: 'Trả lời câu này' }).first().click();
    await sum('4 = 3 trả lời + 0 chuyển + 1 đang chờ');
    await citizen.bringToFront();
    await citizen.getByRole('button', { name: 'Xem', exact: true }).click();
    await citizen.getByText('Đã trả lời:').waitFor();
    await takePictures(citizen, 'mailbox-answer');
    await citizen.getByLabel('Mã xem').fill('AAAA-AAAA-AAAA');
    await citizen.getByRole('button', { name: 'Xem', exact: true }).click();
    await citizen.getByText('Số hoặc mã không đúng.').waitFor();
    await citizen.close();
    await desk.bringToFront();
    await expect.poll(() => messages.counts().taken).toBe(1);

    await list.getByText('Tạ Hiện').first().click();
    await desk.getByRole('button', { name: 'Công an thành phố' }).click();
    await sum('4 = 3 trả lời + 1 chuyển');
    await desk.getByText('1 tin đang chờ gửi').waitFor();
    expect(agency.counts().taken).toBe(0);
    agency.behave({});
    await expect.poll(() => agency.counts().taken, { timeout: 35_000 }).toBe(1);
    expect(agency.counts().arrived).toBe(1);
    const { reportId } = JSON.parse(agency.taken()[0]?.body ?? '') as { reportId: string };
    const reply = { reportId, outcome: 'handled', text: 'Đã lập biên bản.' } as const;
    const key = randomUUID();
    for (let times = 0; times < 2; times += 1) {
      expect(await agency.reply(hook('reply/cong-an'), reply, key)).toBe(200);
    }
    await desk.getByRole('button', { name: 'Tìm', exact: true }).first().click();
    await desk.getByLabel('Từ ngữ, điện thoại hoặc số').fill('pho ta hien');
    await desk.keyboard.press('Enter');
    const results = desk.getByRole('list', { name: 'Kết quả' });
    await results.getByText('Cơ quan đã hồi âm').waitFor();
    await results.getByRole('button').click();
    await desk.getByText('Đã lập biên bản.').waitFor();
    await takePictures(desk, 'reports-closed');
    await desk.getByRole('button', { name: 'Số liệu' }).click();
    await desk.getByRole('table', { name: 'Theo cơ quan' }).getByText('Công an').waitFor();
    await takePictures(desk, 'reports-figures');
    await desk.getByRole('button', { name: /^Đang chờ/ }).click();
    await desk.context().setOffline(true);
    await desk.getByText('danh sách có thể đã cũ').waitFor();
    await takePictures(desk, 'reports-offline');
    await desk.context().setOffline(false);
    await desk.getByText('Trực tiếp').waitFor();
    await sum('4 = 3 trả lời + 1 chuyển');
  });
});
