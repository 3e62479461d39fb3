/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import type { Language } from '../../i18n/language.ts';

type PageFrameProps = {
  /** What the page is for, in the bar. */
  title: string;
  language: Language;
  onLanguage: (language: Language) => void;
  children: ComponentChildren;
};

/** The frame of every public page: who it is from, the other language, and one column of work. */
export const PageFrame = ({ title, language, onLanguage, children }: PageFrameProps) => (
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
  </>
);
