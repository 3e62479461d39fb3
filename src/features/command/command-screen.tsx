import { ChevronLeft, ChevronRight, Printer } from 'lucide-react';
import { useMemo, useState } from 'react';
import { dayAt, dayMs, dayStartMs, hourAt } from '#domain/city/local-day.ts';
import { formatClock, formatDay } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readOfficer } from '../../store/read-officers.ts';
import { readUnits } from '../../store/read-units.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { ChannelBars } from './channel-bars.tsx';
import { CityMap } from './city-map.tsx';
import { toDistrictRows, toUnitRows } from './city-rows.ts';
import { CityTable } from './city-table.tsx';
import styles from './command-screen.module.css';
import { FigureList } from './figure-list.tsx';
import { FigureTiles } from './figure-tiles.tsx';
import type { Figure } from './figure.ts';
import { HourChart } from './hour-chart.tsx';
import { PrintedReport } from './printed-report.tsx';
import { useCommandDay } from './use-command-day.ts';

/** The whole city in a glance, now and by day; behind each figure the lines it counts. */
export const CommandScreen = () => {
  const say = useWords();
  const { tablet } = useServices();
  const session = useSession();
  const nowMs = useNow(1000);
  const today = dayAt(nowMs);
  const [chosenDay, setChosenDay] = useState<string | null>(null);
  const [figure, setFigure] = useState<Figure | null>(null);
  const day = chosenDay ?? today;
  const { view, isFresh, heardAtMs, trouble } = useCommandDay(day, nowMs);
  const units = useLiveQuery(tablet.db, (live) => readUnits(live));
  const officer = useLiveQuery(tablet.db, (live) => readOfficer(live, session.officerId), [
    session.officerId,
  ]);
  const unitById = useMemo(
    () => new Map((units ?? []).map((unit) => [unit.unitId, unit])),
    [units],
  );
  const rows = useMemo(() => toUnitRows(view?.units ?? [], unitById), [view, unitById]);
  const districts = toDistrictRows(view?.units ?? [], unitById, say('command.elsewhere'));
  const nameOf = (unitId: string): string => unitById.get(unitId)?.name ?? unitId;
  const go = (days: number): void => {
    const to = dayAt(dayStartMs(day) + days * dayMs);
    setChosenDay(to >= today ? null : to);
  };
  const print = (): void => {
    void document.fonts.ready.then(() => window.print());
  };

  if (figure !== null) {
    const title = [
      say(`command.list.${figure.list}`),
      figure.unitId !== undefined && nameOf(figure.unitId),
      figure.hour !== undefined &&
        say('command.list.hour', { from: figure.hour, to: figure.hour + 1 }),
      formatDay(dayStartMs(day)),
    ];
    return (
      <FigureList
        day={day}
        figure={figure}
        title={title.filter(Boolean).join(' · ')}
        nameOf={nameOf}
        onBack={() => setFigure(null)}
      />
    );
  }
  return (
    <section className={styles.command}>
      <header className={styles.head}>
        <h1>{say('command.title')}</h1>
        <div className={styles.days}>
          <Button aria-label={say('command.earlier')} onClick={() => go(-1)}>
            <ChevronLeft size={24} aria-hidden="true" />
          </Button>
          <strong className="numbers">
            {day === today ? say('command.today') : ''} {formatDay(dayStartMs(day))}
          </strong>
          <Button aria-label={say('command.later')} disabled={day === today} onClick={() => go(1)}>
            <ChevronRight size={24} aria-hidden="true" />
          </Button>
        </div>
        <span className={`${styles.soft} numbers`} data-testid="command-freshness">
          {isFresh &&
            view !== null &&
            `● ${say('command.fresh', { time: formatClock(view.serverTimeMs) })}`}
          {isFresh && view !== null && view.uncounted > 0 && ` · ${say('command.counting')}`}
        </span>
        <Button disabled={view === null} onClick={print}>
          <Printer size={22} aria-hidden="true" /> {say('command.print')}
        </Button>
      </header>
      <div aria-live="polite" className={styles.notes}>
        {view !== null && !isFresh && heardAtMs !== null && (
          <Note tone="warn">{say('command.stale', { time: formatClock(heardAtMs) })}</Note>
        )}
        {view === null && trouble !== null && <Note tone="alert">{say(trouble)}</Note>}
        {view === null && trouble === null && <p>{say('health.asking')}</p>}
      </div>
      {view !== null && (
        <>
          <FigureTiles view={view} onOpen={setFigure} />
          <div className={styles.pictures}>
            <div className={styles.left}>
              <HourChart
                view={view}
                hourNow={day === today ? hourAt(nowMs) : null}
                onOpen={setFigure}
              />
              <ChannelBars view={view} />
            </div>
            <CityMap
              units={units ?? []}
              told={view.units}
              nowMs={nowMs}
              onOpen={(unitId) => setFigure({ list: 'crossings', unitId })}
            />
          </div>
          <CityTable units={rows} districts={districts} onOpen={setFigure} />
          <PrintedReport
            view={view}
            units={rows}
            isPatrol={(unitId) => unitById.get(unitId)?.kind === 'patrol-team'}
            districts={districts}
            officer={officer?.name ?? session.officerId}
          />
        </>
      )}
    </section>
  );
};
