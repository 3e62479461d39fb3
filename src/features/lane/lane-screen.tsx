import { ClipboardPen, ScanLine } from 'lucide-react';
import { Link } from 'wouter';
import { may } from '#domain/officer/permissions.ts';
import { shiftAt } from '#domain/shift/shift.ts';
import { formatClock, formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { listDrafts } from '../../store/drafts.ts';
import { readDelivery } from '../../store/read-delivery.ts';
import { readTypingTasks } from '../../store/paper-ledger.ts';
import { readDevice } from '../../store/read-device.ts';
import { readUnit } from '../../store/read-units.ts';
import { readShift } from '../../store/read-shift.ts';
import { useNow } from '../../ui/use-now.ts';
import { dutiesOf } from '../duties.ts';
import { paths } from '../paths.ts';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { DutyTiles } from './duty-tiles.tsx';
import styles from './lane-screen.module.css';
import { PatrolStand } from './patrol-stand.tsx';

/** Home: the two great actions, and whether everything is safe. */
export const LaneScreen = () => {
  const say = useWords();
  const { tablet } = useServices();
  const session = useSession();
  const nowMs = useNow(30_000);
  const device = useLiveQuery(tablet.db, (live) => readDevice(live));
  const unit = useLiveQuery(tablet.db, async (live) => device && readUnit(live, device.unitId), [
    device,
  ]);
  const shiftId = device && shiftAt(device.unitId, nowMs).shiftId;
  const state = useLiveQuery(
    tablet.db,
    async (live) => ({
      delivery: await readDelivery(live),
      drafts: await listDrafts(live, session.officerId, 1),
      tasks: (await readTypingTasks(live, session.officerId, nowMs)).length,
      here: shiftId ? (await readShift(live, shiftId)).records : 0,
    }),
    [shiftId, session.officerId, nowMs],
  );
  const draft = state?.drafts[0];
  const duties = dutiesOf(session.role);
  const draftName = typeof draft?.input.fullName === 'string' ? draft.input.fullName : '';

  return (
    <div className={styles.lane}>
      {may(session.role, 'keep-record') ? (
        <div className={styles.actions}>
          <Link href={paths.scan} className={`${styles.action} ${styles.scan}`}>
            <ScanLine size={72} strokeWidth={1.6} aria-hidden="true" />
            <strong>{say('lane.scan')}</strong>
            <span>{say('lane.scan.text')}</span>
          </Link>
          <Link href={paths.paper} className={`${styles.action} ${styles.paper}`}>
            <ClipboardPen size={72} strokeWidth={1.6} aria-hidden="true" />
            <strong>{say('lane.paper')}</strong>
            <span>{say('lane.paper.text')}</span>
          </Link>
        </div>
      ) : duties.length > 0 ? (
        <DutyTiles duties={duties} />
      ) : (
        <p className={styles.noDuty}>
          {say('lane.no-duty', { role: say(`role.${session.role}`) })}
        </p>
      )}
      {draft && may(session.role, 'keep-record') && (
        <Link href={paths.paper} className={styles.draft}>
          <span>
            {say('lane.draft', {
              name: draftName || say('lane.draft.unnamed'),
              time: formatClock(draft.updatedAt),
            })}
          </span>
          <strong>{say('lane.draft.resume')}</strong>
        </Link>
      )}
      {unit?.kind === 'patrol-team' && may(session.role, 'keep-record') && (
        <PatrolStand nowMs={nowMs} />
      )}
      {state && (
        <dl className={`${styles.counts} numbers`}>
          <div>
            <dt>{say('lane.here')}</dt>
            <dd>{state.here}</dd>
          </div>
          <div className={state.delivery.unsentRecords > 0 ? styles.waiting : ''}>
            <dt>{say('lane.unsent')}</dt>
            <dd>{state.delivery.unsentRecords}</dd>
          </div>
          <div>
            <dt>{say('lane.last-contact')}</dt>
            <dd>
              {state.delivery.lastContactAtMs === null
                ? '–'
                : formatMoment(state.delivery.lastContactAtMs, nowMs)}
            </dd>
          </div>
        </dl>
      )}
      {may(session.role, 'keep-record') && (
        <nav className={styles.desks} aria-label={say('lane.desks')}>
          {may(session.role, 'handle-sheets') && (
            <Link href={paths.pads}>
              {say('pads.open')}
              {state && state.tasks > 0 && ` · ${say('lane.twice', { count: state.tasks })}`}
            </Link>
          )}
          {may(session.role, 'note-report') && (
            <Link href={paths.reportNote}>{say('report.note.open')}</Link>
          )}
          {duties.map(({ to, label }) => (
            <Link key={to} href={to}>
              {say(label)}
            </Link>
          ))}
        </nav>
      )}
    </div>
  );
};
