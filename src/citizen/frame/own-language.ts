import type { Language } from '../../i18n/language.ts';

const place = 'chot.citizen.language';

/** What was chosen on this telephone; Vietnamese until then. */
export const readLanguage = (): Language => {
  try {
    return localStorage.getItem(place) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
};

export const keepLanguage = (language: Language): void => {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(place, language);
  } catch {
    // A browser that keeps nothing: asked again next time.
  }
};
