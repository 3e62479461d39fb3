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

/** All of it on one page, declared by another; the warning is left unread. */
export const answerWhole = async (
  page: Page,
  name: string,
  number: string,
  detailOf: (seed: number) => string,
): Promise<void> => {
  const fill = (key: string, text: string) => question(page, key).locator('input').fill(text);
  const choose = (key: string, words: string) =>
    question(page, key).getByText(words, { exact: true }).click();
  await fill('proxy.name', 'Nguyễn Thị Khai Hộ');
  await fill('proxy.phone', '0912345678');
  await fill('proxy.relation', 'con');
  await fill('fullName', name);
  await question(page, 'dob').locator('input').first().pressSequentially('17051990');
  await choose('sex', 'Nam');
  await choose('docType', 'Căn cước (CCCD)');
  await fill('docNumber', number);
  await fill('phone', '0912345679');
  await namePlace(page, 'addr.permanent', 'vi khe', detailOf(1));
  await namePlace(page, 'addr.staying', 'vi khe', detailOf(2));
  await choose('move.direction', 'Vào thành phố');
  await namePlace(page, 'move.from', 'vi khe', detailOf(3));
  await namePlace(page, 'move.to', 'hoan kiem', detailOf(4));
  await question(page, 'move.departAt').getByText('Hôm nay').click();
  await choose('move.purpose', 'Khám chữa bệnh');
  await choose('move.vehicleType', 'Xe máy');
  await fill('move.plate', '18b1-12345');
  for (const key of ['travelled14d', 'anySymptom', 'contactCase', 'contactArea']) {
    await choose(`epi.${key}`, 'Không');
  }
  await choose('epi.contactSymptomatic', 'Không');
};
