/** @jsxImportSource preact */
import { render, type ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { PublicPath } from '#protocol/public-pages.ts';
import type { Language } from '../../i18n/language.ts';
import { keepPage } from './keep-page.ts';
import { keepLanguage, readLanguage } from './own-language.ts';
import { PageFrame } from './page-frame.tsx';
import type { PageWords, SayOf } from './page-words.ts';
import './frame.css';

type Spoken<Key extends string> = { readonly language: Language; readonly say: SayOf<Key> };

type PublicPage<Key extends string> = {
  readonly path: PublicPath;
  readonly words: PageWords<Key>;
  /** The key of the page's name. */
  readonly title: Key;
  readonly content: ComponentChildren;
};

type PageProps<Key extends string> = PublicPage<Key> & { readonly first: Spoken<Key> };

const Page = <Key extends string>({ path, words, title, content, first }: PageProps<Key>) => {
  const [{ language, say }, setSpoken] = useState(first);
  const choose = async (next: Language) => {
    try {
      setSpoken({ language: next, say: await words.load(next) });
      keepLanguage(next);
    } catch {
      // Words that this telephone has not kept and no line to fetch them: the page goes on in the others.
    }
  };
  return (
    <words.Words value={say}>
      <PageFrame
        title={say(title)}
        path={path}
        language={language}
        onLanguage={(next) => void choose(next)}
      >
        {content}
      </PageFrame>
    </words.Words>
  );
};

/** Draws a public page in place of what its HTML says by itself, and keeps it on the telephone. */
export const openPage = async <Key extends string>(page: PublicPage<Key>): Promise<void> => {
  const root = document.getElementById('root');
  if (!root) return;
  const language = readLanguage();
  const first = await page.words.load(language).then(
    (say): Spoken<Key> => ({ language, say }),
    async (): Promise<Spoken<Key>> => ({ language: 'vi', say: await page.words.load('vi') }),
  );
  document.documentElement.lang = first.language;
  root.replaceChildren();
  render(<Page {...page} first={first} />, root);
  keepPage(page.path);
};
