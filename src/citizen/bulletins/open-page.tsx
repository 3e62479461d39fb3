/** @jsxImportSource preact */
import { openPage } from '../frame/open-page.tsx';
import { bulletinWords } from './bulletin-words.ts';
import { BulletinsScreen } from './bulletins-screen.tsx';
import './bulletins.css';

void openPage({
  path: '/ban-tin-thanh-pho',
  words: bulletinWords,
  title: 'citizen-bulletins.title',
  content: <BulletinsScreen />,
});
