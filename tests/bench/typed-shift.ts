import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { issuePad } from '../support/issue-pad.ts';
import { enrol, signIn } from '../support/officer.ts';
import type { FilledForm } from '../support/paper-forms.ts';
import { PaperTypist, type Effort } from '../support/paper-typist.ts';
import { startServer } from '../support/server-process.ts';
import { openTabletBrowser } from '../support/tablet-browser.ts';

const unit = 'Ngã ba Cầu Giẽ (Km213 QL1A) · Phú Xuyên';

/** A desk with a printed pad, and an officer who types from it. */
export type TypedShift = {
  readonly page: Page;
  readonly url: string;
  /** @param paceMs between two keys; undefined: as fast as the page takes them */
  readonly type: (form: FilledForm, withCard: boolean, paceMs?: number) => Promise<Effort>;
  readonly close: () => Promise<void>;
};

export const openTypedShift = async (sheets: number): Promise<TypedShift> => {
  const work = mkdtempSync(join(tmpdir(), 'chot-paper-'));
  const server = await startServer({ dataDir: join(work, 'data') });
  const tablet = await openTabletBrowser({ profile: join(work, 'profile') });
  const { page } = tablet;
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await page.goto(server.url);
  await enrol(page, unit, 'Máy đo');
  await signIn(page, 'Phiếu giấy', '222222');
  const serials = await issuePad(page, sheets);
  return {
    page,
    url: server.url,
    type: async (form, withCard, paceMs) => {
      const typist = new PaperTypist(page);
      typist.paceMs = paceMs;
      await page.locator('[data-field="paperSerial"] input:focus').waitFor();
      if (form.sameVehicle) await typist.goOnWithVehicle();
      const serial = serials.shift();
      if (serial === undefined) throw new Error('the pad is used up');
      const isRead = withCard && form.card === true;
      // Whose card was read was checked by it: nobody would say otherwise afterwards.
      const checked = isRead ? { 'check.idMethod': 'cccd_qr' } : {};
      const answers = { paperSerial: serial, ...form.answers, ...checked };
      const whole = { ...form, answers };
      if (isRead) await typist.readCard(whole);
      await typist.goThrough(whole);
      await typist.keep(whole);
      return typist.effort;
    },
    close: async () => {
      await tablet.close();
      await server.stop();
      rmSync(work, { recursive: true, force: true });
    },
  };
};
