/** @jsxImportSource preact */
import { openPage } from '../frame/open-page.tsx';
import { ReportPage } from './report-page.tsx';
import { reportWords } from './report-words.ts';
import './report.css';

void openPage({
  path: '/phan-anh',
  words: reportWords,
  title: 'citizen-report.title',
  content: <ReportPage />,
});
