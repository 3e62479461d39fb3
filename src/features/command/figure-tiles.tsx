import type { CommandDay } from '#protocol/command.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { WordKey } from '../../i18n/words.ts';
import { sumUp } from './city-rows.ts';
import tileStyles from './figure-tiles.module.css';
import { changeOf, formatCount, type Figure } from './figure.ts';

type Tile = {
  readonly figure: Figure;
  readonly label: WordKey;
  readonly count: number;
  readonly tone?: 'turn-back' | 'refer' | 'hold' | 'late';
  readonly lines: readonly (string | false)[];
};

type FigureTilesProps = { view: CommandDay; onOpen: (figure: Figure) => void };

/** What is asked first, large; each opens the list behind it. */
export const FigureTiles = ({ view, onOpen }: FigureTilesProps) => {
  const say = useWords();
  const { crossings, dayBefore, weekBefore } = view;
  const city = sumUp(view.units);
  const compared = (key: 'all' | 'turn_back' | 'refer_health'): string[] =>
    [
      { words: 'command.day-before', before: dayBefore[key] } as const,
      { words: 'command.week-before', before: weekBefore[key] } as const,
    ].map(({ words, before }) =>
      say(words, {
        change: changeOf(crossings[key], before) ?? '–',
        count: formatCount(before),
      }),
    );
  const tiles: Tile[] = [
    {
      figure: { list: 'crossings' },
      label: 'command.crossings',
      count: crossings.all,
      lines: compared('all'),
    },
    {
      figure: { list: 'turn_back' },
      label: 'command.turn-back',
      count: crossings.turn_back,
      tone: 'turn-back',
      lines: compared('turn_back'),
    },
    {
      figure: { list: 'refer_health' },
      label: 'command.referred',
      count: crossings.refer_health,
      tone: 'refer',
      lines: compared('refer_health'),
    },
    {
      figure: { list: 'referrals-open' },
      label: 'command.referrals',
      count: city.referralsOpen,
      tone: 'refer',
      lines: [say('command.now')],
    },
    {
      figure: { list: 'referrals-overdue' },
      label: 'command.overdue',
      count: city.referralsOverdue,
      ...(city.referralsOverdue > 0 && { tone: 'late' as const }),
      lines: [say('command.now')],
    },
    {
      figure: { list: 'identity-waiting' },
      label: 'command.identity',
      count: city.identityWaiting,
      tone: 'hold',
      lines: [say('command.now')],
    },
    {
      figure: { list: 'tablets-silent' },
      label: 'command.silent',
      count: city.silent,
      ...(city.silent > 0 && { tone: 'late' as const }),
      lines: [say('command.of-tablets', { count: formatCount(city.tablets) })],
    },
    {
      figure: { list: 'tablets-unsent' },
      label: 'command.unsent',
      count: city.unsentRecords,
      lines: [say('command.on-tablets')],
    },
    // A server from before these were told says nothing of them.
    ...(view.reportsOpen === undefined
      ? []
      : [
          {
            figure: { list: 'reports-open' as const },
            label: 'command.reports' as const,
            count: view.reportsOpen,
            lines: [say('command.now')],
          },
        ]),
    ...(view.bulletinsUnread === undefined
      ? []
      : [
          {
            figure: { list: 'bulletins-unread' as const },
            label: 'command.bulletins' as const,
            count: view.bulletinsUnread,
            lines: [say('command.in-force')],
          },
        ]),
  ];
  return (
    <ul className={tileStyles.tiles} aria-label={say('command.figures')}>
      {tiles.map(({ figure, label, count, tone, lines }) => (
        <li key={label}>
          <button
            type="button"
            className={`${tileStyles.tile} ${tone ? tileStyles[tone] : ''}`}
            data-figure={figure.list}
            onClick={() => onOpen(figure)}
          >
            <span className={tileStyles.label}>{say(label)}</span>
            <strong className="numbers">{formatCount(count)}</strong>
            {lines.map((line) => (
              <span key={String(line)} className={`${tileStyles.compared} numbers`}>
                {line}
              </span>
            ))}
          </button>
        </li>
      ))}
    </ul>
  );
};
