import type { Page } from 'playwright-core';
import { openTab } from './officer.ts';

/** Serials of a pad that is printed here; the first lies on top. */
export const issuePad = async (page: Page, sheets: number): Promise<string[]> => {
  await openTab(page, 'Làn');
  await page.getByRole('link', { name: 'Phiếu giấy: in, giao, trả' }).click();
  await page.locator('input[name=count]').fill(String(sheets));
  await page.getByLabel('A4').check();
  await page.getByRole('button', { name: 'Cấp số và xem tập', exact: true }).click();
  await page.getByRole('button', { name: 'In tập này', exact: true }).click();
  const pad = page.getByTestId('printed-pad');
  await pad.waitFor({ state: 'attached' });
  const serials = await pad.evaluate((element) => [
    ...new Set(
      [...element.querySelectorAll<HTMLElement>('[data-serial]')].map(
        ({ dataset }) => dataset['serial'] ?? '',
      ),
    ),
  ]);
  await openTab(page, 'Phiếu');
  return serials;
};
