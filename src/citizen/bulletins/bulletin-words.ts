import { viCitizenBulletins } from '../../i18n/vi/citizen-bulletins.ts';
import { createPageWords } from '../frame/page-words.ts';

export const bulletinWords = createPageWords(viCitizenBulletins, async () => {
  const { enCitizenBulletins } = await import('../../i18n/en/citizen-bulletins.ts');
  return enCitizenBulletins;
});
