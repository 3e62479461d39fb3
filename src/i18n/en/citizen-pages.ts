import type { viCitizenPages } from '../vi/citizen-pages.ts';

export const enCitizenPages: typeof viCitizenPages = {
  '/to-khai': 'Declare your health',
  '/ban-tin-thanh-pho': 'The city’s bulletins',
  '/phan-anh': 'Report something',
};
