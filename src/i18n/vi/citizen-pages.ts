import type { PublicPath } from '#protocol/public-pages.ts';

/** The public pages by name, where one leads to the others. */
export const viCitizenPages: Readonly<Record<PublicPath, string>> = {
  '/to-khai': 'Khai báo y tế',
  '/ban-tin-thanh-pho': 'Bản tin thành phố',
  '/phan-anh': 'Gửi phản ánh',
};
