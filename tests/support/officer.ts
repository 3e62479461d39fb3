import type { Locator, Page } from 'playwright-core';

/** What a person wrote on the sheet, by field; a choice is the digit beside it, an address [ward, detail]. */
export type SheetAnswers = Readonly<Record<string, string | readonly [string, string]>>;

export const fillEnrolment = async (
  page: Page,
  unitName: string,
  deviceName: string,
  code = 'CHOT-2021',
): Promise<void> => {
  await page.locator('select[name=unitId]').selectOption({ label: unitName });
  await page.locator('input[name=deviceName]').fill(deviceName);
  await page.locator('input[name=code]').fill(code);
  await page.getByRole('button', { name: 'Nhận máy' }).click();
};

export const enrol = async (
  page: Page,
  unitName: string,
  deviceName: string,
  code?: string,
): Promise<void> => {
  await fillEnrolment(page, unitName, deviceName, code);
  await page.getByRole('heading', { name: 'Ai đang cầm máy?' }).waitFor();
  // From here on the tablet needs no network.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
};

/** A sign for the tablet to speak to its server at once; without one it does so every minute. */
export const blinkNetwork = async (page: Page): Promise<void> => {
  await page.context().setOffline(true);
  await page.context().setOffline(false);
};

/** The tabs of the frame; a home has another list of ways. */
export const tabsOf = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'Chốt', exact: true });

export const signIn = async (page: Page, role: string, pin: string): Promise<void> => {
  await page.getByRole('button').filter({ hasText: role }).first().click();
  await page.locator('#pin').fill(pin);
  await page.keyboard.press('Enter');
  await tabsOf(page).waitFor();
};

/** Goes on after a reload or a lock: the officer is named already, the PIN is asked. */
export const unlock = async (page: Page, pin: string): Promise<void> => {
  await page.locator('#pin').fill(pin);
  await page.keyboard.press('Enter');
  await tabsOf(page).waitFor();
};

export const lock = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Khóa' }).click();

export const openTab = (page: Page, name: string): Promise<void> =>
  tabsOf(page).getByRole('link', { name, exact: true }).click();

type Focused = { readonly key: string; readonly isBox: boolean; readonly isEmpty: boolean };

/** Opens a desk from the home screen: only the first of an officer's desks have a tab. */
export const openDesk = async (page: Page, name: string): Promise<void> => {
  await openTab(page, 'Làn');
  await page
    .getByRole('main')
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click();
};

const focusedField = (page: Page): Promise<Focused | null> =>
  page.evaluate(() => {
    const line = document.activeElement;
    const row = line?.closest<HTMLElement>('[data-field]');
    const isBox = line instanceof HTMLInputElement && ['radio', 'checkbox'].includes(line.type);
    const isEmpty = line instanceof HTMLInputElement && line.value === '';
    return row ? { key: row.dataset['field'] ?? '', isBox, isEmpty } : null;
  });

/**
 * Types a sheet without touching the glass, as far as there are answers; Enter goes past the rest. A line
 * is written at one go, as an input method does; letter by letter the filled forms are typed.
 */
export const typeSheet = async (page: Page, answers: SheetAnswers): Promise<void> => {
  const asked: string[] = [];
  const unasked = () => Object.keys(answers).some((key) => !asked.includes(key));
  while (unasked()) {
    const at = await focusedField(page);
    if (at === null) throw new Error(`the focus left the sheet after ${asked.at(-1)}`);
    const { key, isBox, isEmpty } = at;
    if (asked.filter((one) => one === key).length > 3) throw new Error(`stuck at ${key}`);
    const answer = asked.includes(key) ? undefined : answers[key];
    asked.push(key);
    if (Array.isArray(answer)) {
      await page.keyboard.insertText(String(answer[0]));
      await page.locator('[role=option]').first().waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.insertText(String(answer[1]));
      await page.keyboard.press('Enter');
    } else if (typeof answer === 'string') {
      if (isBox) for (const digit of answer) await page.keyboard.press(digit);
      else {
        if (!isEmpty) await page.keyboard.press('Control+A');
        await page.keyboard.insertText(answer);
      }
      const isOneOf = isBox && (await focusedField(page))?.key !== key;
      if (!isOneOf) await page.keyboard.press('Enter');
    } else {
      await page.keyboard.press('Enter');
    }
  }
};

/** On a record's page: opens it on the desk, types another temperature and presses to keep it. */
export const typeTemperature = async (page: Page, typed: string): Promise<void> => {
  await page.getByRole('button', { name: 'Sửa', exact: true }).click();
  await page.getByRole('form').getByRole('button', { name: 'Kết luận' }).click();
  await page.locator('[data-field="check.temperature"] input').fill(typed);
  await page.keyboard.press('Control+Enter');
};

export const sayWhyAmended = async (page: Page, reason: string): Promise<void> => {
  await page.locator('input[name=why]').fill(reason);
  await page.getByRole('dialog').getByRole('button', { name: 'Giữ bản sửa', exact: true }).click();
};

/** Back on the record's page: the correction is kept. */
export const untilAmended = (page: Page): Promise<void> => page.getByTestId('history').waitFor();
