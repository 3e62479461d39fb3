/** @jsxImportSource preact */
import { openPage } from '../frame/open-page.tsx';
import './declare.css';
import './codes.css';
import { declareWords } from './declare-words.ts';
import { DeclarePage } from './declare-page.tsx';

void openPage({
  path: '/to-khai',
  words: declareWords,
  title: 'citizen.title',
  content: <DeclarePage />,
});
