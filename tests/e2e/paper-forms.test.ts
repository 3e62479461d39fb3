import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, lock, openTab, signIn, unlock } from '../support/officer.ts';
import { expectedOf, filledForms, type FilledForm } from '../support/paper-forms.ts';
import { PaperThumbs } from '../support/paper-thumbs.ts';
import { PaperTypist } from '../support/paper-typist.ts';
import { readDelivered } from '../support/read-delivered.ts';
import { readLedger } from '../support/read-ledger.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { openTabletBrowser, type TabletBrowser } from '../support/tablet-browser.ts';

/** What no hand writes on a sheet, or the desk fills in for everybody. */
const derived = new Set([
  'schemaVersion',
  'channel',
  'paperSerial',
  'declaredAt',
  'validUntil',
  'byProxy',
  'ack',
  'move.departAt',
  'declarationId',
  'check.at',
  'check.noneAtOnce',
  'ruleSet',
]);
/**
 * A telephone and a tablet; thumbs are slow, so each takes two forms that between them have every kind of field,
 * and with `npm run forms` all of them.
 */
const glasses = [
  { width: 390, height: 844, of: ['coughs and has a fever', 'declared by the grandson'] },
  { width: 1280, height: 800, of: ['foreigner with a passport', 'lorry driver of the green lane'] },
] as const;
const isEvery = process.env['CHOT_FORMS'] === 'all';
/** Who shares a vehicle stays together; of the vehicles every other one, or with `npm run forms` all. */
const byKeyboard = filledForms.filter((_, index) => {
  const vehicle = filledForms.slice(0, index + 1).filter((form) => !form.sameVehicle).length;
  return isEvery || vehicle % 2 === 1;
});
const batteryDiesAt = [7, 16];
const interrupted = 'short of breath, from an area with an outbreak';
const serialOf = (index: number): string => `GIAY-${String(index + 1).padStart(4, '0')}`;

describe('the filled forms', () => {
  const work = mkdtempSync(join(tmpdir(), 'chot-forms-'));
  const dataDir = join(work, 'data');
  let server: ServerProcess;
  let tablet: TabletBrowser;

  /** Each record as the server holds it, against its form, field by field. */
  const expectKept = (typed: readonly { form: FilledForm; serial: string }[]) => {
    const entries = readLedger(dataDir);
    for (const { form, serial } of typed) {
      const declared = entries.find(
        ({ kind, data }) =>
          kind === 'declaration.recorded' && 'paperSerial' in data && data.paperSerial === serial,
      );
      const crossed = entries.find(
        ({ kind, data }) =>
          kind === 'crossing.recorded' &&
          'declarationId' in data &&
          data.declarationId === declared?.subjectId,
      );
      const { 'ack.how': how, ...expected } = expectedOf(form);
      const kept = { ...declared?.data, ...crossed?.data };
      expect(kept, form.who).toMatchObject({ ...expected, ack: { how } });
      const unasked = Object.keys(kept).filter((key) => !(key in expected) && !derived.has(key));
      expect(unasked, form.who).toEqual([]);
    }
  };

  beforeAll(async () => {
    server = await startServer({ dataDir });
    tablet = await openTabletBrowser({ profile: join(work, 'profile') });
    const { page } = tablet;
    await page.goto(server.url);
    await enrol(page, 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên', 'Máy 1');
    await signIn(page, 'Phiếu giấy', '222222');
    await openTab(page, 'Phiếu');
  });

  afterAll(async () => {
    await tablet.close();
    await server.stop();
    rmSync(work, { recursive: true, force: true });
  });

  it('[DESK-6] are typed by keyboard alone, and each kept record equals its form field by field', async () => {
    const { page } = tablet;
    for (const [index, form] of byKeyboard.entries()) {
      await page.locator('[data-field="paperSerial"] input:focus').waitFor();
      if (form.sameVehicle) await page.keyboard.press('F2');
      await page.keyboard.type(serialOf(index));
      await page.keyboard.press('Enter');
      const typist = new PaperTypist(page);
      if (form.card && index % 2 === 0) await typist.readCard(form);
      await typist.goThrough(form);
      await typist.keep(form);
    }
    await expect
      .poll(() => readDelivered(dataDir).records, { timeout: 60_000 })
      .toBe(byKeyboard.length);
    expectKept(byKeyboard.map((form, index) => ({ form, serial: serialOf(index) })));
  });

  it.each(glasses)(
    '[DESK-7] are typed by touch alone at $width×$height, and each kept record equals its form',
    async ({ width, height, of }) => {
      const { page } = tablet;
      await page.setViewportSize({ width, height });
      const before = readDelivered(dataDir).records;
      const typed = filledForms
        .filter(({ who }) => isEvery || of.some((one) => one === who))
        .map((form, index) => ({ form, serial: `TAY-${width}${100 + index}` }));
      const thumbs = new PaperThumbs(page);
      for (const { form, serial } of typed) {
        await thumbs.goThrough({ ...form, answers: { paperSerial: serial, ...form.answers } });
        await thumbs.keep(form);
      }
      await expect
        .poll(() => readDelivered(dataDir).records, { timeout: 60_000 })
        .toBe(before + typed.length);
      expectKept(typed);
    },
  );

  it('[DESK-8] are interrupted after every answer, in all ways, and each kept record equals its form', async () => {
    const profile = join(work, 'profile');
    /** The sheet with its cursor, and the names of its places. */
    const sheet = async () => {
      await tablet.page.locator('form [data-field] :focus').waitFor();
      await tablet.page.getByText('…', { exact: true }).waitFor({ state: 'detached' });
    };
    const take = async (role: string, pin: string) => {
      await lock(tablet.page);
      await tablet.page.getByRole('button').filter({ hasText: role }).first().click();
      await unlock(tablet.page, pin);
    };
    const start = async () => {
      await tablet.page.clock.install();
      await tablet.page.goto(`${server.url}/phieu`);
      await unlock(tablet.page, '222222');
      await sheet();
    };
    let beganAtMs = 0;
    /** The last answer was written, and a second ago: a dying battery may cost that much [DRAFT-4]. */
    const untilWritten = async () => {
      const { page } = tablet;
      const draftId = await page.evaluate(() => String(history.state.draftId));
      const readAtMs = (id: string) =>
        new Promise<{ atMs: number; nowMs: number }>((resolve) => {
          const opening = indexedDB.open('chot');
          opening.addEventListener('success', () => {
            const drafts = opening.result.transaction('drafts').objectStore('drafts');
            const reading = drafts.get(id);
            reading.addEventListener('success', () => {
              opening.result.close();
              resolve({ atMs: Number(reading.result?.updatedAt), nowMs: Date.now() });
            });
          });
        });
      const isLongWritten = async () => {
        const { atMs, nowMs } = await page.evaluate(readAtMs, draftId);
        return atMs >= beganAtMs && nowMs - atMs > 1_000;
      };
      await expect.poll(isLongWritten).toBe(true);
    };
    const interruptions: Readonly<Record<string, () => Promise<void>>> = {
      scan: async () => {
        await openTab(tablet.page, 'Quét');
        await tablet.page.getByTestId('scan-answer').waitFor();
        await openTab(tablet.page, 'Phiếu');
      },
      anotherDraft: async () => {
        const { page } = tablet;
        await page.getByRole('button', { name: 'Phiếu mới' }).click();
        await page.locator('[data-field="paperSerial"] input:focus').waitFor();
        await page.getByRole('complementary').getByRole('list').getByRole('button').first().click();
        await page
          .locator('[data-field="paperSerial"] input')
          .and(page.locator('[value=""]'))
          .waitFor({ state: 'detached' });
      },
      lockByTime: async () => {
        await tablet.page.clock.fastForward('05:30');
        await unlock(tablet.page, '222222');
      },
      anotherOfficer: async () => {
        await take('Quét mã', '111111');
        await take('Phiếu giấy', '222222');
      },
      reload: async () => {
        await untilWritten();
        await tablet.page.reload();
        await unlock(tablet.page, '222222');
      },
    };
    const deadBattery = async () => {
      await untilWritten();
      await tablet.kill();
      tablet = await openTabletBrowser({ profile });
      await start();
    };
    const kinds = Object.values(interruptions);
    await tablet.page.setViewportSize({ width: 1280, height: 800 });
    await start();
    const before = readDelivered(dataDir).records;
    const form = filledForms.find(({ who }) => who === interrupted);
    if (!form) throw new Error('the form is gone');
    const whole = { ...form, answers: { paperSerial: 'NGAT-0001', ...form.answers } };
    const answered: string[] = [];
    /** Of each battery's last second; these may be typed again. */
    const atRisk: string[] = [];
    const typist = new PaperTypist(tablet.page, async (key) => {
      const next = kinds[answered.length % kinds.length];
      const isDying = batteryDiesAt.includes(answered.length + atRisk.length);
      await (isDying ? deadBattery : next)?.();
      (isDying ? atRisk : answered).push(key);
      await sheet();
      beganAtMs = await tablet.page.evaluate(() => Date.now());
      return tablet.page;
    });
    await typist.goThrough(whole);
    await typist.keep(whole);
    // Nothing was typed twice because it was gone.
    expect(answered.toSorted()).toEqual([...new Set(answered)].toSorted());
    expect(answered.length).toBeGreaterThan(25);
    await expect.poll(() => readDelivered(dataDir).records, { timeout: 60_000 }).toBe(before + 1);
    expectKept([{ form, serial: 'NGAT-0001' }]);
  });
});
