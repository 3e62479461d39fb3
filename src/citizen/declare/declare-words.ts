import { viCitizen } from '../../i18n/vi/citizen.ts';
import { createPageWords } from '../frame/page-words.ts';

export const declareWords = createPageWords(viCitizen, async () => {
  const { enCitizen } = await import('../../i18n/en/citizen.ts');
  return enCitizen;
});
