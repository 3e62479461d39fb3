/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { publicPaths, type PublicPath } from '#protocol/public-pages.ts';
import { enCitizenPages } from '../../i18n/en/citizen-pages.ts';
import type { Language } from '../../i18n/language.ts';
import { viCitizenPages } from '../../i18n/vi/citizen-pages.ts';

const pageNames = { vi: viCitizenPages, en: enCitizenPages };

type PageFrameProps = {
  /** What the page is for, in the bar. */
  title: string;
  path: PublicPath;
  language: Language;
  onLanguage: (language: Language) => void;
  children: ComponentChildren;
};

/** The frame of every public page: who it is from, the other language, and one column of work. */
export const PageFrame = ({ title, path, language, onLanguage, children }: PageFrameProps) => (
  <>
    <header class="bar">
      <img src="/icon.svg" alt="" width="32" height="32" />
      <strong>{title}</strong>
      <button
        type="button"
        class="other-language"
        lang={language === 'vi' ? 'en' : 'vi'}
        onClick={() => onLanguage(language === 'vi' ? 'en' : 'vi')}
      >
        {language === 'vi' ? 'English' : 'Tiếng Việt'}
      </button>
    </header>
    <main>{children}</main>
    <nav class="elsewhere">
      {publicPaths
        .filter((other) => other !== path)
        .map((other) => (
          <a key={other} href={other}>
            {pageNames[language][other]}
          </a>
        ))}
    </nav>
  </>
);
