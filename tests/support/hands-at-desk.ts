import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { holdTheLog } from './hold-the-log.ts';
import { openTab, typeSheet } from './officer.ts';
import { oneOfMany, sheetOf } from './people.ts';

/**
 * Hands at the paper desk that give in one whole sheet after the other, of people by their number.
 * @param pageOf the page they sit at now: a browser may be another one after a restart
 */
export const handsAtDesk = (pageOf: () => Page) => {
  const line = (key: string) => pageOf().locator(`[data-field="${key}"] input`).first();
  const type = async (index: number) => {
    await pageOf().locator('[data-field="paperSerial"] input:focus').waitFor();
    await typeSheet(pageOf(), sheetOf(oneOfMany(index)));
  };
  const handIn = () => pageOf().keyboard.press('Control+Enter');
  const says = (words: string, index: number) =>
    pageOf().getByText(`${words}: ${oneOfMany(index).name}`, { exact: true });
  /** Handed in, and being kept until the log is let go. */
  const handInHeld = async (index: number) => {
    await type(index);
    await holdTheLog(pageOf());
    await handIn();
    await says('Đang giữ', index).waitFor();
  };
  const discard = async () => {
    await pageOf().getByRole('button', { name: 'Bỏ phiếu này' }).click();
    await pageOf().getByRole('button', { name: 'Bỏ phiếu', exact: true }).click();
    await expect.poll(() => line('paperSerial').inputValue()).toBe('');
  };
  const countListed = async (index: number) => {
    await openTab(pageOf(), 'Danh sách');
    await pageOf().getByTestId('records').getByRole('link').first().waitFor();
    return pageOf().getByTestId('records').getByText(oneOfMany(index).name).count();
  };
  return { line, type, handIn, says, handInHeld, discard, countListed };
};
