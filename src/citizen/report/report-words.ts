import { viCitizenReport } from '../../i18n/vi/citizen-report.ts';
import { createPageWords } from '../frame/page-words.ts';

export const reportWords = createPageWords(viCitizenReport, async () => {
  const { enCitizenReport } = await import('../../i18n/en/citizen-report.ts');
  return enCitizenReport;
});
