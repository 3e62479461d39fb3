import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Declaration } from '#domain/declaration/declaration.ts';
import { instantToInput } from '#domain/declaration/instant-input.ts';
import { makeSigner, toPassCode } from '../support/code-signer.ts';
import {
  citizenInput,
  declare,
  newCitizen,
  sendToUrl,
  withdraw,
  type Citizen,
} from '../support/citizen.ts';
import { openLiveCamera, type LiveCamera } from '../support/live-camera.ts';
import { enrol, openTab, signIn } from '../support/officer.ts';
import { issueOf } from '../support/sample-declaration.ts';
import { readDelivered } from '../support/read-delivered.ts';
import { readLedger } from '../support/read-ledger.ts';
import { runCommand, startServer, type ServerProcess } from '../support/server-process.ts';
import { signIssue } from '../support/trusted-signer.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';
import { useElsewhere } from '../support/use-elsewhere.ts';

const hourMs = 3_600_000;
const signers = {
  trusted: makeSigner('ES256', 'declaration', { keyId: 'a1a1a1a1', issuer: 'MAU' }),
  withdrawn: makeSigner('ES256', 'declaration', { keyId: 'b2b2b2b2', issuer: 'MAU' }),
  stranger: makeSigner('ES256', 'declaration', { keyId: 'c3c3c3c3', issuer: 'MAU' }),
  es256: makeSigner('ES256', 'vaccine-pass', { keyId: 'd919375fc1e7b6b2', issuer: 'FR' }),
  ps256: makeSigner('PS256', 'vaccine-pass', { keyId: 'd919375fc1e7b6b2', issuer: 'VN' }),
};

/** A declaration of somebody of this name, signed so many hours ago. */
const signed = (
  signer: (typeof signers)['trusted'],
  fullName: string,
  hoursAgo: number,
  change: Partial<Declaration> = {},
): string =>
  signIssue(signer, {
    ...issueOf({ fullName, ...change }),
    id: randomUUID(),
    issuedAtMs: Math.floor((Date.now() - hoursAgo * hourMs) / 1000) * 1000,
  });

const passOf = (signer: (typeof signers)['es256'], fn: string, gn: string, latin: string) => {
  const seconds = Math.floor(Date.now() / 1000);
  const [fnt = '', ...rest] = latin.split(' ');
  return toPassCode(
    signer,
    new Map<number, unknown>([
      [1, signer.trusted.issuer],
      [6, seconds - 86_400],
      [4, seconds + 100 * 86_400],
      [
        -260,
        new Map([
          [
            1,
            {
              ver: '1.3.0',
              nam: { fn, gn, fnt, gnt: rest.join('<') },
              dob: '1990-05-17',
              v: [{ mp: 'EU/1/20/1528', dn: 2, sd: 2, dt: '2026-01-05', co: 'VN' }],
            },
          ],
        ]),
      ],
    ]),
  );
};

const hex = (text: string): string => Buffer.from(text).toString('hex');
const insurance = `GD4010112345678|${hex('Nguyễn Thị Hương')}|17/05/1990|2|${hex('Nam Định')}|36-001|-|$`;

/** One letter of the payload, so that everything but the signature still holds. */
const changeLetter = (code: string): string => {
  const at = 120;
  return `${code.slice(0, at)}${code[at] === 'A' ? 'B' : 'A'}${code.slice(at + 1)}`;
};

describe('codes with a signature, before the camera of a tablet without a network', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-signed-'));
  const dataDir = join(work, 'data');
  const clip = join(work, 'camera.y4m');
  let camera: LiveCamera;
  let server: ServerProcess;
  let tablet: TabletBrowser;
  const codes: Record<string, string> = {};
  const citizens: Record<string, Citizen> = {};

  const answer = () => tablet.page.getByTestId('scan-answer');
  const filmS = () => tablet.page.evaluate(() => document.querySelector('video')?.currentTime ?? 0);
  const countPeople = () => answer().getByRole('heading', { level: 2 }).count();
  const keep = async (name: string) => {
    await answer().getByRole('button', { name: 'GIỮ', exact: true }).click();
    await answer().getByText(`Đã giữ trên máy: ${name}`).waitFor();
    // Whoever was waved on takes their codes with them.
    camera.showNothing();
  };

  beforeAll(async () => {
    camera = openLiveCamera(clip);
    server = await startServer({ dataDir });
    const send = sendToUrl(server.url);
    const today = { 'move.departAt': instantToInput(Date.now()).slice(0, 10) };
    const people = {
      replaced: 'Lê Thị Cũ',
      newer: 'Lê Thị Cũ',
      takenBack: 'Phạm Văn Rút',
      elsewhere: 'Vũ Thị Qua',
    };
    for (const [index, [key, fullName]] of Object.entries(people).entries()) {
      const citizen = newCitizen();
      citizens[key] = citizen;
      const corrects = key === 'newer' ? citizens['replaced'] : undefined;
      const input = citizenInput(10 + index, { fullName, ...today });
      codes[key] = (await declare(send, citizen, input, corrects)).code;
    }
    if (citizens['takenBack']) await withdraw(send, citizens['takenBack']);
    await useElsewhere(server.url, 'hn-03', citizens['elsewhere']?.declarationId ?? '');
    const { trusted, withdrawn, es256, ps256 } = signers;
    const list = join(work, 'keys.json');
    writeFileSync(
      list,
      JSON.stringify([trusted, withdrawn, es256, ps256].map((one) => one.trusted)),
    );
    await runCommand(dataDir, 'trust', 'import', list);
    await runCommand(dataDir, 'trust', 'withdraw', '--key', withdrawn.trusted.keyId);

    tablet = await openTabletBrowser({ profile: join(work, 'profile'), cameraClip: clip });
    const { page } = tablet;
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Quét mã', '111111');
    await openTab(page, 'Cài đặt');
    await page.getByText('khóa, hỏi máy chủ lúc').waitFor();
    await page.context().setOffline(true);
    // Declared while the tablet hears nothing any more.
    const fresh = newCitizen();
    citizens['fresh'] = fresh;
    const input = citizenInput(30, { fullName: 'Đặng Thị Mới', ...today });
    codes['fresh'] = (await declare(send, fresh, input)).code;
    await server.stop();
    await openTab(page, 'Quét');
    await page.getByText('Đưa mã vào trong khung').waitFor();
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  afterEach(async () => {
    camera.showNothing();
    const another = tablet.page.getByRole('button', { name: 'Quét mã khác' });
    const none = answer().getByRole('heading', { name: 'Chưa có mã' });
    await another.or(none).waitFor();
    while (await another.isVisible()) {
      await another.click();
      await another.or(none).waitFor();
    }
  });

  it('[CODE-8] one that was declared after the tablet went offline, bent and dim, is read, judged and kept with one tap', async () => {
    camera.show(codes['fresh'] ?? '', 'bent-and-dim');
    await answer().getByRole('heading', { name: 'Cho qua' }).waitFor();
    await answer().getByText('Đặng Thị Mới', { exact: true }).waitFor();
    await answer().getByText('Chữ ký đúng, còn hạn').waitFor();
    await answer().getByText('còn 71 giờ').waitFor();
    expect(await countPeople()).toBe(1);
    await keep('Đặng Thị Mới');
  });

  it.each([
    [
      'changed by one letter',
      () => changeLetter(signed(signers.trusted, 'Trần Sửa Mã', 1)),
      'Chữ ký sai',
    ],
    ['expired', () => signed(signers.trusted, 'Trần Hết Hạn', 73), 'đã hết hạn'],
    ['of a time to come', () => signed(signers.trusted, 'Trần Mai Sau', -2), 'giờ chưa đến'],
    ['by an unknown key', () => signed(signers.stranger, 'Trần Khóa Lạ', 1), 'chưa biết khóa'],
    ['by a withdrawn key', () => signed(signers.withdrawn, 'Trần Khóa Rút', 1), 'đã bị thu hồi'],
    ['that was replaced', () => codes['replaced'] ?? '', 'đã khai lại'],
    ['that was taken back', () => codes['takenBack'] ?? '', 'đã rút tờ khai'],
  ])('[CODE-8] one %s says exactly that, and cannot be kept', async (_, code, said) => {
    camera.show(code(), 'rotated');
    await answer().getByText(said).waitFor();
    expect(await answer().getByRole('button', { name: /^GIỮ/ }).count()).toBe(0);
  });

  it('[CODE-8] one that was shown at another unit says where and when, and is kept after a look', async () => {
    camera.show(codes['elsewhere'] ?? '', 'perspective');
    await answer().getByText('đã dùng ở QL21B - ngã ba chợ Dầu lúc').waitFor();
    await keep('Vũ Thị Qua');
    const goneAtS = await filmS();
    await expect.poll(filmS, { timeout: 10_000 }).toBeGreaterThan(goneAtS + 3);
    camera.show(codes['elsewhere'] ?? '');
    await answer().getByText('vừa qua chốt lúc').waitFor();
    await expect.poll(() => answer().getByText('đã dùng ở').count()).toBe(1);
  });

  it('[CODE-8] cards of 2021 and 2024 are joined to their declarations, and what differs is said', async () => {
    const person = { docNumber: '036190012301', dob: '1990-05-17' } as const;
    camera.show(signed(signers.trusted, 'Ngô Thị Thẻ', 1, person), 'blurred');
    await answer().getByText('Ngô Thị Thẻ', { exact: true }).waitFor();
    camera.show(
      '036190012301||NGO THI THE|17051990|Nữ|Nam Cường, Nam Định|10082021',
      'bent-and-dim',
    );
    await answer().getByText('chỉ khác dấu').waitFor();
    await keep('Ngô Thị Thẻ');
    const other = { docNumber: '036190012302', dob: '1990-05-17' } as const;
    camera.show(signed(signers.trusted, 'Ngô Thị Thật', 1, other));
    await answer().getByText('Ngô Thị Thật', { exact: true }).waitFor();
    // The card of 2024 has two more fields behind.
    camera.show(
      '036190012302||Hồ Văn Lạ|17051990|Nam|Nam Cường, Nam Định|10082024||Hồ Văn Bố|Lê Thị Mẹ',
    );
    await answer().getByText('Tên trên thẻ khác tên đã khai').waitFor();
    await answer().getByRole('heading', { name: 'Giữ lại' }).waitFor();
    expect(await countPeople()).toBe(1);
  });

  it.each([
    ['ES256', () => passOf(signers.es256, 'Lý', 'Thị Xanh', 'LY THI XANH'), 'Lý Thị Xanh'],
    ['PS256', () => passOf(signers.ps256, 'Mai', 'Văn Tím', 'MAI VAN TIM'), 'Mai Văn Tím'],
  ])(
    '[CODE-8] a vaccine pass signed with %s is explained, beside a card compared',
    async (_, code, name) => {
      camera.show(code(), 'rotated');
      await answer().getByText('Đã tiêm đủ liều').waitFor();
      await answer().getByText('mũi 2/2, ngày 05/01/2026').waitFor();
      camera.show(`036190012309||${name}|17051991|Nữ|Nam Định|10082021`);
      await answer().getByText('Hai mã chỉ khớp một phần').waitFor();
      expect(await answer().getByRole('button', { name: /^GIỮ/ }).count()).toBe(0);
    },
  );

  it.each([
    ['an insurance card', insurance, 'Thẻ BHYT'],
    ['a serial', 'CHOT-P:HN-L-0009', 'Phiếu giấy số HN-L-0009'],
    ['a web address', 'https://example.org/?q=1', 'Địa chỉ web không được mở'],
    ['a formula', '=HYPERLINK("http://example.org","x")', 'Không phải mã'],
    ['markup', '<img src=x onerror="document.title=1">', 'Không phải mã'],
    ['letters that turn the line', 'abc\u202Etxt.exe\u0000 \u0430dmin', 'Không phải mã'],
  ])('[CODE-8] %s is shown for what it is, and does nothing', async (_, code, said) => {
    const title = await tablet.page.title();
    camera.show(code, 'crumpled');
    await answer().getByText(said).first().waitFor();
    expect(await tablet.page.title()).toBe(title);
    expect(await answer().locator('img, a').count()).toBe(0);
  });

  it('[EYE-2] a code that appears and is gone within 200 ms is read', async () => {
    camera.glimpse('CHOT-P:HN-L-0010');
    await expect.poll(() => answer().getByText('Phiếu giấy số HN-L-0010').count()).toBe(1);
  });

  it('[CODE-9] two codes in one frame: it is asked which, and only that one is kept', async () => {
    const [one, two] = ['Tạ Thị Trái', 'Tạ Văn Phải'].map((name, index) =>
      signed(signers.trusted, name, 1, { docNumber: `03619001240${index}` }),
    );
    camera.showBoth(one ?? '', two ?? '');
    await answer().getByText('Nhiều mã trong khung').waitFor();
    await answer().getByRole('button', { name: 'Tạ Văn Phải' }).waitFor();
    await answer().getByRole('button', { name: 'Tạ Thị Trái' }).click();
    await answer().getByText('Tạ Thị Trái', { exact: true }).waitFor();
    expect(await answer().getByText('Tạ Văn Phải').count()).toBe(0);
    await keep('Tạ Thị Trái');
  });

  it('[CODE-8] what was kept reaches the server as it was declared, each with the id of its declaration', async () => {
    server = await startServer({ dataDir, port: server.port });
    await tablet.page.context().setOffline(false);
    await expect.poll(() => readDelivered(dataDir).records, { timeout: 30_000 }).toBe(5);
    const entries = readLedger(dataDir);
    const crossings = entries.filter((entry) => entry.kind === 'crossing.recorded');
    const kept = crossings.map(({ data }) => {
      const declared = entries.find(({ subjectId }) => subjectId === data.declarationId);
      if (declared?.kind !== 'declaration.recorded') throw new Error('no declaration');
      const { fullName, channel } = declared.data;
      return { fullName, channel, signedId: data.signedId, idMethod: data['check.idMethod'] };
    });
    const id = (key: string) => citizens[key]?.declarationId;
    const by = { channel: 'self_qr', idMethod: 'document_seen' } as const;
    expect(kept).toMatchObject([
      { signedId: id('elsewhere') },
      { fullName: 'Đặng Thị Mới', ...by, signedId: id('fresh') },
      { fullName: 'Vũ Thị Qua', ...by, signedId: id('elsewhere') },
      { fullName: 'Ngô Thị Thẻ', channel: 'self_qr', idMethod: 'cccd_qr' },
      { fullName: 'Tạ Thị Trái', ...by },
    ]);
  });
});
