import type { Page } from 'playwright-core';

const question = (page: Page, key: string) => page.locator(`[data-question="${key}"]`);

/** The heading of the step that is shown. */
export const atStep = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name }).waitFor();

const goOn = (page: Page) => page.getByRole('button', { name: 'Tiếp tục' }).click();

const namePlace = async (page: Page, key: string, ward: string, detail: string): Promise<void> => {
  await question(page, key).getByRole('combobox').fill(ward);
  await question(page, key).getByRole('option').first().click();
  await question(page, key).getByLabel('Số nhà, phố').fill(detail);
};

export const answerPerson = async (page: Page, name: string, number: string): Promise<void> => {
  await atStep(page, 'Người được khai');
  await page.getByLabel('Họ và tên').fill(name);
  await page.getByLabel('Ngày sinh').pressSequentially('17051990');
  await page.getByText('Nữ', { exact: true }).click();
  await goOn(page);
  await atStep(page, 'Giấy tờ');
  await page.getByText('Căn cước (CCCD)').click();
  await page.getByLabel('Số giấy tờ').fill(number);
  await page.getByLabel('Số điện thoại').fill('0912345678');
  await goOn(page);
};

export const answerHomes = async (page: Page): Promise<void> => {
  await atStep(page, 'Nơi ở');
  await namePlace(page, 'addr.permanent', 'vi khe', 'Thôn 3');
  await page.getByRole('button', { name: 'Giống nơi thường trú' }).click();
  await goOn(page);
};

export const answerJourney = async (page: Page): Promise<void> => {
  await atStep(page, 'Chuyến đi');
  await page.getByText('Vào thành phố').click();
  await question(page, 'move.from').getByRole('button', { name: 'Giống nơi đang ở' }).click();
  await namePlace(page, 'move.to', 'hoan kiem', '');
  await page.getByText('Hôm nay').click();
  await page.getByText('Khám chữa bệnh').click();
  await goOn(page);
  await atStep(page, 'Xe');
  await page.getByText('Xe máy').click();
  await page.getByLabel('Biển số xe').fill('18b1-12345');
  await goOn(page);
};

export const answerHealth = async (page: Page): Promise<void> => {
  await atStep(page, 'Sức khỏe');
  for (const key of ['travelled14d', 'anySymptom', 'contactCase', 'contactArea']) {
    await question(page, `epi.${key}`).getByText('Không', { exact: true }).click();
  }
  await question(page, 'epi.contactSymptomatic').getByText('Không', { exact: true }).click();
  await goOn(page);
  await atStep(page, 'Tiêm');
  await goOn(page);
  await atStep(page, 'Xem lại');
};

export const acknowledgeAndSend = async (page: Page): Promise<void> => {
  await page.getByLabel(/Tôi đã đọc/).check();
  await page.getByRole('button', { name: 'Gửi và nhận mã' }).click();
};
