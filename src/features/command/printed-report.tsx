import { answersByList } from '#domain/declaration/answers.ts';
import { dayStartMs } from '#domain/city/local-day.ts';
import type { CommandDay } from '#protocol/command.ts';
import { formatClock, formatDay } from '../../i18n/format.ts';
import { wordsFor, type WordKey, type WordParams } from '../../i18n/words.ts';
import { OnPaper } from '../../ui/on-paper.tsx';
import { sumUp, type CityRow } from './city-rows.ts';
import { changeOf, formatCount } from './figure.ts';
import styles from './printed-report.module.css';

type PrintedReportProps = {
  view: CommandDay;
  units: readonly CityRow[];
  /** Patrols stand in one line together: 789 of them would be a book. */
  isPatrol: (unitId: string) => boolean;
  districts: readonly CityRow[];
  /** Who prints it. */
  officer: string;
};

/** A report to the city is written in Vietnamese, whatever the language of the screen. */
const say = (key: WordKey, params?: WordParams): string => wordsFor('vi', key, params);

/** The day of the whole city on A4, seen by the printer alone. */
export const PrintedReport = ({
  view,
  units,
  isPatrol,
  districts,
  officer,
}: PrintedReportProps) => {
  const { crossings, dayBefore, weekBefore, serverTimeMs } = view;
  const city = sumUp(units.map(({ counts }) => counts));
  const day = formatDay(dayStartMs(view.day));
  const rows = [
    ['all', 'command.crossings'],
    ...answersByList.verdict.map((verdict) => [verdict, `answer.verdict.${verdict}`]),
  ] as [keyof typeof crossings, WordKey][];
  const waiting: [WordKey, number][] = [
    ['command.referrals', city.referralsOpen],
    ['command.overdue', city.referralsOverdue],
    ['command.identity', city.identityWaiting],
    ['command.report.tablets', city.tablets],
    ['command.silent', city.silent],
    ['command.unsent', city.unsentRecords],
    ...(view.reportsOpen === undefined
      ? []
      : [['command.reports', view.reportsOpen] satisfies [WordKey, number]]),
    ...(view.bulletinsUnread === undefined
      ? []
      : [['command.bulletins', view.bulletinsUnread] satisfies [WordKey, number]]),
  ];
  const atWork = units.filter(({ counts }) => counts.crossings.all > 0);
  const posts = atWork.filter(({ key }) => !isPatrol(key));
  const patrols = atWork.filter(({ key }) => isPatrol(key));
  const together: CityRow = {
    key: 'patrols',
    unitId: null,
    name: say('command.report.patrols', { count: patrols.length }),
    note: '',
    counts: sumUp(patrols.map(({ counts }) => counts)),
  };
  return (
    <OnPaper testId="printed-report">
      <article className={styles.report} lang="vi">
        <header className={styles.head}>
          <div>
            <strong>{say('command.report.authority')}</strong>
            <span>{say('command.report.post')}</span>
          </div>
          <div>
            <strong>{say('command.report.state')}</strong>
            <span>{say('command.report.motto')}</span>
          </div>
        </header>
        <h1>{say('command.report.title')}</h1>
        <p className={styles.period}>
          {say('command.report.period', { day, time: formatClock(serverTimeMs) })}
        </p>

        <h2>1. {say('command.report.crossings')}</h2>
        <table>
          <thead>
            <tr>
              <th>{say('command.report.what')}</th>
              <th>{say('command.report.day')}</th>
              <th>{say('command.report.day-before')}</th>
              <th>{say('command.report.week-before')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([key, label]) => (
              <tr key={key} data-row={key}>
                <th>{say(label)}</th>
                <td>{formatCount(crossings[key])}</td>
                {[dayBefore, weekBefore].map((before, index) => (
                  <td key={index === 0 ? 'day' : 'week'}>
                    {formatCount(before[key])} ({changeOf(crossings[key], before[key]) ?? '–'})
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>

        <h2>2. {say('command.report.waiting', { time: formatClock(serverTimeMs) })}</h2>
        <table>
          <tbody>
            {waiting.map(([label, count]) => (
              <tr key={label} data-row={label}>
                <th>{say(label)}</th>
                <td>{formatCount(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>

        {[
          { title: '3. ' + say('command.report.districts'), lines: districts },
          {
            title: '4. ' + say('command.report.units'),
            lines: patrols.length === 0 ? posts : [...posts, together],
          },
        ].map(({ title, lines }) => (
          <section key={title}>
            <h2>{title}</h2>
            <table>
              <thead>
                <tr>
                  <th>{say('command.report.place')}</th>
                  <th>{say('command.crossings')}</th>
                  <th>{say('command.turn-back')}</th>
                  <th>{say('command.referred')}</th>
                  <th>{say('command.overdue.short')}</th>
                  <th>{say('command.silent')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map(({ key, name, note, unitId, counts }) => (
                  <tr key={key}>
                    <th>
                      {name}
                      {unitId !== null && <small> {note}</small>}
                    </th>
                    <td>{formatCount(counts.crossings.all)}</td>
                    <td>{formatCount(counts.crossings.turn_back)}</td>
                    <td>{formatCount(counts.crossings.refer_health)}</td>
                    <td>{formatCount(counts.referralsOverdue)}</td>
                    <td>{formatCount(counts.silent)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}

        <footer className={styles.foot}>
          <div>
            <span>{say('command.report.made-by')}</span>
            <strong>{officer}</strong>
          </div>
          <div>
            <span>{say('command.report.commander')}</span>
            <em>{say('command.report.sign')}</em>
          </div>
        </footer>
      </article>
    </OnPaper>
  );
};
