import { createContext, type Context } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../../i18n/language.ts';

type Params = Readonly<Record<string, string | number>>;
export type SayOf<Key extends string> = (key: Key, params?: Params) => string;

export type PageWords<Key extends string> = {
  readonly Words: Context<SayOf<Key>>['Provider'];
  readonly useSay: () => SayOf<Key>;
  /** Rejects when the words are not on this telephone and there is no line. */
  readonly load: (language: Language) => Promise<SayOf<Key>>;
};

const sayFrom =
  <Key extends string>(words: Readonly<Record<Key, string>>): SayOf<Key> =>
  (key, params = {}) =>
    words[key].replace(/\{(\w+)\}/g, (place, name: string) =>
      Object.hasOwn(params, name) ? String(params[name]) : place,
    );

/**
 * The words of one public page: the Vietnamese ones come with it, the English ones when somebody asks for them.
 * @param loadEnglish `() => import(…)` of words that match, or it does not compile
 */
export const createPageWords = <Key extends string>(
  vi: Readonly<Record<Key, string>>,
  loadEnglish: () => Promise<Readonly<Record<Key, string>>>,
): PageWords<Key> => {
  const Said = createContext<SayOf<Key>>(sayFrom(vi));
  return {
    Words: Said.Provider,
    useSay: () => useContext(Said),
    load: async (language) => sayFrom(language === 'en' ? await loadEnglish() : vi),
  };
};
