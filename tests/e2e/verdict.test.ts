import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantToInput } from '#domain/declaration/instant-input.ts';
import { defaultRules } from '#domain/verdict/default-rules.ts';
import { demoFactor } from '../../sync-server/demo/officers.ts';
import { codeAt } from '../../sync-server/services/officers/totp.ts';
import { citizenInput, declare, newCitizen, sendToUrl } from '../support/citizen.ts';
import { codeToPng } from '../support/code-picture.ts';
import {
  blinkNetwork,
  enrol,
  lock,
  openDesk,
  openTab,
  signIn,
  typeSheet,
} from '../support/officer.ts';
import { sheetOf } from '../support/people.ts';
import { runCommand, startServer, type ServerProcess } from '../support/server-process.ts';
import { useElsewhere } from '../support/use-elsewhere.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

const people = [
  { serial: 'HN-V-0001', name: 'Đỗ Thị Lành', number: '001190012311', dob: '17/05/1990', sex: '2' },
  { serial: 'HN-V-0002', name: 'Đỗ Văn Tìm', number: '001088012312', dob: '03/02/1988', sex: '1' },
] as const;
const cardOf = ({
  number,
  name,
  dob,
  sex,
}: Readonly<Record<'number' | 'name' | 'dob' | 'sex', string>>): string =>
  `${number}||${name}|${dob.replaceAll('/', '')}|${sex === '1' ? 'Nam' : 'Nữ'}|Đống Đa, Hà Nội|10082021`;
const [lanh, tim] = people;
const qua = {
  serial: '',
  name: 'Vũ Thị Qua',
  number: '036190012345',
  dob: '17/05/1990',
  sex: '2',
};
const cardFields = ({ number, name, dob, sex }: typeof qua) =>
  ({ docNumber: number, fullName: name, dob, sex: sex === '2' ? 'F' : 'M' }) as const;

describe('rules and the watchlist on an open tablet', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-verdict-'));
  const data = join(work, 'data');
  let server: ServerProcess;
  let tablet: TabletBrowser;
  let passing = '';

  const answer = () => tablet.page.getByTestId('scan-answer');
  const show = (text: string) =>
    tablet.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'ma.png', mimeType: 'image/png', buffer: codeToPng(text) });
  const fileOf = (name: string, content: unknown): string => {
    const path = join(work, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };

  beforeAll(async () => {
    server = await startServer({ dataDir: data });
    const citizen = newCitizen();
    const today = instantToInput(Date.now()).slice(0, 10);
    const input = citizenInput(3, { ...cardFields(qua), 'move.departAt': today });
    passing = (await declare(sendToUrl(server.url), citizen, input)).code;
    await useElsewhere(server.url, 'hn-03', citizen.declarationId);
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Quét mã', '111111');
    await openTab(page, 'Phiếu');
    for (const person of people) {
      await page.locator('[data-field="paperSerial"] input:focus').waitFor();
      await typeSheet(page, sheetOf(person));
      await page.keyboard.press('Control+Enter');
      await page.getByText(`Đã giữ trên máy: ${person.name}`).waitFor();
    }
    await page.getByText('Đã gửi hết').first().waitFor();
    await openTab(page, 'Quét');
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[GREEN-1] who passed another unit and shows a card that agrees is waved on with one tap; the code alone asks for a look', async () => {
    await show(passing);
    await answer().getByText('đã dùng ở QL21B - ngã ba chợ Dầu lúc').waitFor();
    await show(cardOf(qua));
    await answer().getByText('Đã qua QL21B - ngã ba chợ Dầu lúc').waitFor();
    await answer().getByRole('button', { name: 'ĐI TIẾP' }).click();
    await answer().getByText(`Đã giữ trên máy: ${qua.name}`).waitFor();
    expect(await answer().getByText('đã dùng ở').count()).toBe(0);
  });

  it('[RULE-10] rules that are published reach an open lane, change what it proposes, and are named', async () => {
    const { page } = tablet;
    await show(cardOf(lanh));
    await answer().getByRole('heading', { name: 'Cho qua' }).waitFor();
    const rules = defaultRules.rules.map((rule) =>
      rule.ruleId === 'no-permit' ? { ...rule, isOn: true } : rule,
    );
    await runCommand(data, 'rules', 'publish', fileOf('rules.json', rules));
    await blinkNetwork(page);
    await answer().getByRole('heading', { name: 'Quay đầu' }).waitFor();
    await expect.poll(() => answer().getByText('Không có giấy đi đường').count()).toBe(1);
    await answer().getByRole('button', { name: 'GIỮ' }).click();
    await answer().getByText('Đã giữ').first().waitFor();
    await openTab(page, 'Cài đặt');
    await page.getByText('Bộ quy tắc số 1', { exact: true }).waitFor();
    await openTab(page, 'Quét');
  });

  it('[WATCH-7] a scan and a typed number of somebody who is looked for ring and propose hold, with no network', async () => {
    const { page } = tablet;
    const told = page.waitForResponse(/\/api\/v1\/watchlist$/);
    const listed = fileOf('contacts.json', [{ number: tim.number }]);
    await runCommand(data, 'watchlist', 'add-contacts', listed);
    await blinkNetwork(page);
    await (await told).finished();
    await page.context().setOffline(true);
    await page.getByLabel('Không có mã').fill(tim.number);
    await answer().getByTestId('watched').waitFor();
    await page.getByLabel('Không có mã').fill('');
    await show(cardOf(tim));
    await answer().getByText('ĐANG TRUY VẾT: tiếp xúc ca bệnh').waitFor();
    await expect.poll(() => answer().getByRole('heading', { name: 'Tạm giữ lại' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Quét mã khác' }).click();
    await openTab(page, 'Phiếu');
    await page.locator('[data-field="paperSerial"] input:focus').waitFor();
    await typeSheet(page, { docType: '1', docNumber: tim.number });
    await page.getByTestId('watched').waitFor();
    await page.context().setOffline(false);
  });

  it('[RULE-9] the command post turns a rule off in words, tries it on who passed, and publishes it', async () => {
    const { page } = tablet;
    await lock(page);
    await signIn(page, 'Quản trị', '444444');
    await openDesk(page, 'Quy tắc');
    const rule = page.getByRole('listitem').filter({ hasText: 'giấy đi đường: không có' });
    await rule.getByLabel('Dùng').uncheck();
    await page.getByLabel('Lượt của').selectOption({ label: 'Ngã ba Cầu Giẽ (Km213 QL1A)' });
    await page.getByRole('button', { name: 'Thử với 24 giờ qua' }).click();
    const code = codeAt(demoFactor.secret, Math.floor(Date.now() / 30_000));
    await page.getByLabel('Mã xác nhận sáu số').fill(code);
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await page.getByText('Quay đầu: 0 lượt (bộ đang dùng: 4)').waitFor();
    await expect.poll(() => page.getByText('Cho qua: 4 lượt (bộ đang dùng: 0)').count()).toBe(1);
    await page.getByRole('button', { name: 'BAN HÀNH' }).click();
    await page.getByText('Đã ban hành bộ số 2').waitFor();
    await page.getByText('Đang dùng: Bộ quy tắc số 2').waitFor();
  });
});
