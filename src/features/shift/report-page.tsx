import type { ShiftFacts } from '#domain/shift/fold-shift.ts';
import { formatDay, formatMoment } from '../../i18n/format.ts';
import { ReportCertificate } from './report-certificate.tsx';
import { ReportCounts } from './report-counts.tsx';
import { ReportExceptions } from './report-exceptions.tsx';
import styles from './report-page.module.css';
import { sayOnPaper as say } from './report-words.ts';
import { shiftWords } from './shift-words.ts';
import type { Report } from './use-report.ts';

/** One A4 page, or more: a report as a commander expects it. */
export const ReportPage = ({ report }: { report: Report }) => {
  const { shift, unit, facts, closing, statement, nameOf } = report;
  const madeAtMs = closing?.wallMs ?? shift.endsAtMs;
  const [day = '', month = '', year = ''] = formatDay(madeAtMs).split('/');
  const when = (wallMs: number): string => formatMoment(wallMs, shift.startsAtMs);
  const supervisor = closing?.officer ?? facts.supervisor;
  const last = facts.handOvers.findLast(({ isWhole }) => isWhole);
  return (
    <article className={styles.page} lang="vi">
      <header className={styles.head}>
        <div>
          <p>{say('sreport.city')}</p>
          <p className={styles.strong}>
            {say(`sreport.kind.${unit?.kind ?? 'city-checkpoint'}`)}
            <br />
            {unit?.name ?? shift.unitId}
          </p>
          <hr />
          <p>{say('sreport.number', { number: shift.shiftId })}</p>
        </div>
        <div className={styles.nation}>
          <p className={styles.strong}>{say('sreport.nation')}</p>
          <p className={styles.motto}>{say('sreport.motto')}</p>
          <p className={styles.place}>{say('sreport.place', { day, month, year })}</p>
        </div>
      </header>
      <h1>{say('sreport.title')}</h1>
      <p className={styles.middle}>{shiftWords(say, shift.shiftId)}</p>
      {closing === null && <p className={styles.draft}>{say('sreport.draft')}</p>}
      <p className={styles.middle}>{say('sreport.to')}</p>

      <h2>{say('sreport.people')}</h2>
      {supervisor !== null && <p>{say('sreport.supervisor', { name: nameOf(supervisor) })}</p>}
      {facts.opening === null && facts.duties.length === 0 && <p>{say('sreport.people.none')}</p>}
      <ul className={styles.columns}>
        {facts.duties.map(({ officer, state, wallMs }) => (
          <li key={officer}>
            {say('sreport.duty', {
              name: nameOf(officer),
              state: say(`onduty.${state}`, { time: when(wallMs) }),
            })}
          </li>
        ))}
        {absentOf(facts).map((officer) => (
          <li key={officer}>
            {say('sreport.duty', { name: nameOf(officer), state: say('onduty.absent') })}
          </li>
        ))}
      </ul>
      {facts.handOvers
        .filter(({ isWhole }) => isWhole)
        .map(({ handOverId, gives, takes }) => (
          <p key={handOverId}>
            {say('change.done', {
              gives: nameOf(gives?.officer ?? ''),
              takes: nameOf(takes?.officer ?? ''),
              time: when(takes?.wallMs ?? 0),
            })}
          </p>
        ))}

      <ReportCounts report={report} />
      <ReportExceptions report={report} when={when} />

      {(['addenda', 'earlier'] as const).map((which) => (
        <section key={which}>
          <h2>{say(`sreport.${which}`)}</h2>
          {statement === null && <p>{say('sreport.unknown')}</p>}
          {statement?.[which].length === 0 && <p>{say('sreport.none')}</p>}
          <ul>
            {statement?.[which].map(
              ({ entryId, shiftId, what, officer, deviceName, receivedAtMs }) => (
                <li key={entryId}>
                  {say('sreport.addendum', {
                    shift: shiftWords(say, shiftId),
                    what: say(`addendum.${what}`),
                    officer: nameOf(officer),
                    device: deviceName,
                    time: when(receivedAtMs),
                  })}
                </li>
              ),
            )}
          </ul>
        </section>
      ))}

      <ReportCertificate report={report} when={when} />

      <footer className={styles.foot}>
        <div>
          <p className={styles.recipients}>{say('sreport.recipients')}</p>
          <p className={styles.lines}>{say('sreport.recipients.list')}</p>
        </div>
        <div className={styles.signature}>
          <p className={styles.strong}>{say('sreport.gives')}</p>
          <p>{say('sreport.signed-by')}</p>
          <p className={styles.name}>{last?.takes ? nameOf(last.takes.officer) : ''}</p>
        </div>
        <div className={styles.signature}>
          <p className={styles.strong}>{say('sreport.signs')}</p>
          <p>{say('sreport.signed-by')}</p>
          <p className={styles.name}>{supervisor === null ? '' : nameOf(supervisor)}</p>
        </div>
      </footer>
    </article>
  );
};

/** Who was meant to be there, and never signed to be. */
const absentOf = ({ opening, duties }: ShiftFacts): string[] =>
  (opening?.data.officers ?? []).filter((id) => !duties.some(({ officer }) => officer === id));
