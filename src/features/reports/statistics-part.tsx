import { useEffect, useState } from 'react';
import { reportCategories, reportChannels } from '#domain/report/report.ts';
import { failureCode } from '#protocol/call-failure.ts';
import type { ReportStatistics } from '#protocol/reports.ts';
import { formatCount } from '../../i18n/format.ts';
import { useWords, type Say } from '../../i18n/use-words.ts';
import { useServices } from '../services.ts';
import formStyles from '../report-form.module.css';
import { SumLine } from './sum-line.tsx';
import { durationWords } from './report-words.ts';
import styles from './statistics-part.module.css';
import type { Reports } from './use-reports.ts';

const dayMs = 86_400_000;
const spans = [1, 7, 36, null] as const;
type Span = (typeof spans)[number];

type Rows = ReportStatistics['days'];

const keyWords = (
  say: Say,
  key: string,
  agencies: readonly { agencyId: string; name: string }[],
) => {
  const category = reportCategories.find((one) => one === key);
  if (category !== undefined) return say(`report.category.${category}`);
  const channel = reportChannels.find((one) => one === key);
  if (channel !== undefined) return say(`report.channel.${channel}`);
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(key) ?? [];
  if (year !== undefined) return `${day}/${month}/${year}`;
  return agencies.find(({ agencyId }) => agencyId === key)?.name ?? key;
};

type TableProps = { title: string; rows: Rows; nameOf: (key: string) => string };

/** One way to divide them: every row adds up, and so do the rows. */
const Table = ({ title, rows, nameOf }: TableProps) => {
  const say = useWords();
  const most = Math.max(1, ...rows.map(({ totals }) => totals.received));
  return (
    <table className={`${styles.table} numbers`}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{title}</span>
          </th>
          <th scope="col">{say('report.sum.received')}</th>
          <th scope="col">{say('report.sum.answered')}</th>
          <th scope="col">{say('report.sum.forwarded')}</th>
          <th scope="col">{say('report.sum.open')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, totals }) => (
          <tr key={key}>
            <th scope="row">
              {nameOf(key)}
              <meter className={styles.bar} aria-hidden="true" max={most} value={totals.received} />
            </th>
            <td>{formatCount(totals.received)}</td>
            <td>{formatCount(totals.answered)}</td>
            <td>{formatCount(totals.forwarded)}</td>
            <td data-open={totals.open > 0}>{formatCount(totals.open)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** How many there were, how they ended and how long that took. The sum is shown, so that anybody can add it up. */
export const StatisticsPart = ({ reports }: { reports: Reports }) => {
  const say = useWords();
  const { tablet, transport } = useServices();
  const [span, setSpan] = useState<Span>(36);
  const [told, setTold] = useState<ReportStatistics | null>(null);
  const { tell } = reports;
  const received = reports.told?.totals.received;
  useEffect(() => {
    let current = true;
    const nowMs = tablet.clock.wallMs();
    const fromMs = span === null ? 0 : nowMs - span * dayMs;
    void transport.reportStatistics({ fromMs, untilMs: nowMs + dayMs }).then((answer) => {
      if (!current) return;
      if (answer.ok) setTold(answer.value);
      else tell(failureCode(answer.error));
    });
    return () => {
      current = false;
    };
  }, [tablet, transport, span, tell, received]);
  const nameOf = (key: string) => keyWords(say, key, reports.told?.agencies ?? []);
  return (
    <section className={styles.statistics}>
      <fieldset className={formStyles.choice}>
        <legend>{say('report.span')}</legend>
        {spans.map((one) => (
          <label key={one ?? 'all'}>
            <input
              type="radio"
              name="report-span"
              checked={span === one}
              onChange={() => setSpan(one)}
            />
            <span>{one === null ? say('report.span.all') : say(`report.span.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      {told === null ? (
        <p>{say('report.asking')}</p>
      ) : (
        <>
          <SumLine totals={told.totals} size="large" />
          <p className="numbers">
            {told.waits.medianMs === null || told.waits.worstTenthMs === null
              ? say('report.time.none')
              : say('report.time', {
                  median: durationWords(say, told.waits.medianMs),
                  worst: durationWords(say, told.waits.worstTenthMs),
                })}
          </p>
          <ul className={styles.within}>
            {told.waits.within.map(({ minutes, count }) => (
              <li key={minutes} className="numbers">
                {say('report.time.within', {
                  time: durationWords(say, minutes * 60_000),
                  count: formatCount(count),
                })}
              </li>
            ))}
          </ul>
          <div className={styles.tables}>
            <Table title={say('report.by.category')} rows={told.categories} nameOf={nameOf} />
            <Table title={say('report.by.channel')} rows={told.channels} nameOf={nameOf} />
            <Table title={say('report.by.agency')} rows={told.agencies} nameOf={nameOf} />
            <Table title={say('report.by.day')} rows={told.days.toReversed()} nameOf={nameOf} />
          </div>
        </>
      )}
    </section>
  );
};
