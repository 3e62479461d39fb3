/** @jsxImportSource preact */
import { openPage } from '../frame/open-page.tsx';
import { declareWords } from './declare-words.ts';
import { StartScreen } from './start-screen.tsx';

void openPage({
  path: '/to-khai',
  words: declareWords,
  title: 'citizen.title',
  content: <StartScreen />,
});
