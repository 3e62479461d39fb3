import type { viCitizenBulletins } from '../vi/citizen-bulletins.ts';

export const enCitizenBulletins: Record<keyof typeof viCitizenBulletins, string> = {
  'citizen-bulletins.title': 'City bulletins',
  'citizen-bulletins.heading': 'The city announces',
  'citizen-bulletins.asking': 'Loading…',
  'citizen-bulletins.none': 'There is no announcement now.',
  'citizen-bulletins.urgent': 'Urgent',
  'citizen-bulletins.when': 'Published {from} · valid until {until}',
  'citizen-bulletins.old': 'No network. This was read at {time}.',
  'citizen-bulletins.no-line': 'No network. The page loads by itself when there is one.',
  'citizen-bulletins.ask': 'Questions: call 1022.',
};
