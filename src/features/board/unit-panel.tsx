import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';
import { lateAfterMs, troubleOf } from '#domain/board/trouble.ts';
import { may } from '#domain/officer/permissions.ts';
import type { BoardRow } from '#protocol/board-live.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readDevice } from '../../store/read-device.ts';
import { Note } from '../../ui/note.tsx';
import { paths } from '../paths.ts';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { shortAge } from './age-words.ts';
import { HourChart } from './hour-chart.tsx';
import { TroubleSign } from './trouble-sign.tsx';
import styles from './unit-panel.module.css';
import { UnitExport } from './unit-export.tsx';
import { UnitTablets } from './unit-tablets.tsx';
import { useUnit } from './use-unit.ts';

type UnitPanelProps = { unitId: string; row: BoardRow | undefined; nowMs: number };

/** One unit: what it holds, each tablet, each hour. */
export const UnitPanel = ({ unitId, row, nowMs }: UnitPanelProps) => {
  const say = useWords();
  const { unit, trouble } = useUnit(unitId, row);
  const { role } = useSession();
  const { tablet } = useServices();
  const device = useLiveQuery(tablet.db, (live) => readDevice(live));
  // A supervisor answers for one unit.
  const isTheirs = role !== 'supervisor' || device?.unitId === unitId;
  const mayExport = may(role, 'export-records') && isTheirs;
  const shown = row ?? unit?.row;
  return (
    <section className={styles.panel} aria-label={shown?.name ?? unitId}>
      <header className={styles.head}>
        <Link href={paths.board} className={styles.back}>
          <ArrowLeft size={22} aria-hidden="true" />
          {say('board.unit.back')}
        </Link>
        <h2>{shown?.name ?? ''}</h2>
        {shown && <UnitFacts row={shown} nowMs={nowMs} />}
      </header>
      {trouble !== null && unit === null && <Note tone="alert">{say(trouble)}</Note>}
      {unit === null && trouble === null && <p>{say('board.unit.asking')}</p>}
      {unit !== null && (
        <>
          <h3>{say('board.tablets.title')}</h3>
          <UnitTablets tablets={unit.tablets} nowMs={nowMs} />
          <HourChart hours={unit.hours} />
          {mayExport && <UnitExport unitId={unitId} nowMs={nowMs} />}
        </>
      )}
    </section>
  );
};

const UnitFacts = ({ row, nowMs }: { row: BoardRow; nowMs: number }) => {
  const say = useWords();
  const trouble = troubleOf(row, nowMs);
  const oldest = row.oldestUnsentAtMs;
  const isLate = oldest !== null && nowMs - oldest >= lateAfterMs;
  const fact = (key: Parameters<typeof say>[0], value: number | string, isLoud: boolean) => (
    <div className={isLoud ? styles.loudFact : styles.fact}>
      <dt>{say(key)}</dt>
      <dd>{value}</dd>
    </div>
  );
  return (
    <>
      <p className={styles.voice}>
        <TroubleSign trouble={trouble} /> {say(`board.trouble.${trouble}`)}
      </p>
      <dl className={`${styles.figures} numbers`}>
        {fact('board.fact.delivered', row.delivered, false)}
        {fact('board.fact.unsent', row.unsent, row.unsent > 0)}
        {fact('board.fact.oldest', oldest === null ? '–' : shortAge(say, nowMs - oldest), isLate)}
        {fact('board.fact.drafts', row.drafts, false)}
        {fact('board.fact.conflicts', row.conflicts, row.conflicts > 0)}
        {fact('board.fact.quarantined', row.quarantined, row.quarantined > 0)}
        {fact('board.fact.waiting', row.waiting, false)}
        {fact('board.fact.referrals', row.openReferrals, row.openReferrals > 0)}
      </dl>
    </>
  );
};
