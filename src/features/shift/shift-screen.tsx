import { useLiveQuery } from 'dexie-react-hooks';
import { useRef, useState } from 'react';
import { may } from '#domain/officer/permissions.ts';
import { judgeCompleteness } from '#domain/shift/completeness.ts';
import type { ShiftClosing } from '#domain/shift/shift-closing.ts';
import { parseShiftId, shiftAt } from '#domain/shift/shift.ts';
import { closeShift } from '../../actions/close-shift.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { countDrafts } from '../../store/drafts.ts';
import { readDelivery } from '../../store/read-delivery.ts';
import { readDevice } from '../../store/read-device.ts';
import { readLogs } from '../../store/read-logs.ts';
import { readShift } from '../../store/read-shift.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { BoardLink } from '../board-link.tsx';
import { TakeCustodyLink } from '../hand-over-link.tsx';
import { useServices, useSession } from '../services.ts';
import { BoardTable } from './board-table.tsx';
import { boardToTallies, closingLogs, openShiftIds } from './board-to-tallies.ts';
import { DoubleEntry } from './double-entry.tsx';
import { SettleLink } from './settle-link.tsx';
import { ShiftLines } from './shift-lines.tsx';
import { shiftWords } from './shift-words.ts';
import styles from './shift-screen.module.css';
import { useBoard } from './use-board.ts';

const endOf = (shiftId: string, nowMs: number): number => parseShiftId(shiftId)?.endsAtMs ?? nowMs;

/** The shift as a checklist: each tablet's count, what is missing, and the close when all agree. */
export const ShiftScreen = () => {
  const say = useWords();
  const { tablet, sync } = useServices();
  const session = useSession();
  const nowMs = useNow(5_000);
  const seesBoard = may(session.role, 'see-board');
  const board = useBoard(seesBoard, nowMs);
  const [chosen, setChosen] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  /** What the question on the screen is about: it does not change while somebody reads it. */
  const [asked, setAsked] = useState<Pick<ShiftClosing, 'shiftId' | 'logs'> | null>(null);
  const asking = useRef<HTMLDialogElement>(null);
  const device = useLiveQuery(() => readDevice(tablet.db), [tablet]);
  const currentId = device ? shiftAt(device.unitId, nowMs).shiftId : null;
  const shiftId = chosen ?? currentId;
  const here = useLiveQuery(
    async () => ({
      delivery: await readDelivery(tablet.db),
      shift: shiftId ? await readShift(tablet.db, shiftId) : null,
      logs: await readLogs(tablet.db),
      drafts: await countDrafts(tablet.db),
    }),
    [tablet, shiftId],
  );
  if (!device || !shiftId || !here?.shift || !currentId) return null;

  const unit = board.answer?.units.find((row) => row.unit.unitId === device.unitId);
  const judge = (id: string) => {
    const own = { deviceId: device.deviceId, logs: here.logs };
    const tallies = unit ? boardToTallies(unit, id, own) : [];
    return judgeCompleteness(tallies, board.serverNowMs, endOf(id, nowMs));
  };
  const completeness = judge(shiftId);
  const closing = here.shift.closing;
  const proof = here.delivery.certificate;
  const late = closing ? completeness.delivered - closing.records : 0;
  const canClose = may(session.role, 'close-shift') && (!closing || late > 0);

  const ask = () => {
    if (!unit) return;
    // The ledgers are compared once more before somebody signs for them.
    sync.wake('asked');
    setAsked({ shiftId, logs: closingLogs(unit, shiftId) });
    asking.current?.showModal();
  };
  const close = async () => {
    asking.current?.close();
    if (!asked || board.state !== 'fresh' || !judge(asked.shiftId).complete) {
      setTrouble(say('shift.close.blocked'));
      return;
    }
    const outcome = await closeShift(tablet, asked);
    setTrouble(outcome.ok ? null : say(outcome.error.code));
    if (outcome.ok) sync.wake('saved');
  };

  return (
    <section className={styles.shift}>
      <header className={styles.head}>
        <h1>{shiftWords(say, shiftId)}</h1>
        {seesBoard && unit && (
          <select
            aria-label={say('tab.shift')}
            value={shiftId}
            onChange={(event) => setChosen(event.target.value)}
          >
            {openShiftIds(unit, currentId).map((id) => (
              <option key={id} value={id}>
                {shiftWords(say, id)}
              </option>
            ))}
          </select>
        )}
      </header>
      <p className="numbers">
        {say('shift.mine', {
          count: here.shift.records,
          delivered: Math.max(0, here.shift.records - here.delivery.unsentRecords),
        })}{' '}
        {proof &&
          say('shift.proven', {
            count: proof.count,
            held: here.delivery.head,
            time: formatMoment(proof.atMs, nowMs),
          })}
      </p>
      {closing && (
        <Note>
          <strong data-testid="shift-closed">
            {say('shift.closed', {
              time: formatMoment(closing.wallMs, nowMs),
              count: closing.records,
            })}
          </strong>
          {here.delivery.unsentEntries > 0 && <p>{say('shift.closing-unsent')}</p>}
          {late > 0 && <p>{say('shift.closed-late', { count: late })}</p>}
        </Note>
      )}
      {here.drafts > 0 && <Note tone="warn">{say('shift.drafts', { count: here.drafts })}</Note>}
      {seesBoard && (
        <>
          {board.state === 'offline' && (
            <Note tone="warn">
              {board.askedAtMs === null
                ? say('shift.board.never')
                : say('shift.board.offline', { time: formatMoment(board.askedAtMs, nowMs) })}
            </Note>
          )}
          {board.state === 'asking' && <p>{say('shift.board.wait')}</p>}
          {unit && (
            <>
              <h2>{say('shift.tablets')}</h2>
              <ShiftLines lines={completeness.lines} nowMs={nowMs} />
              <p className={`${styles.total} numbers`} data-testid="shift-total">
                {say('shift.total', {
                  delivered: completeness.delivered,
                  held: completeness.held,
                })}
                {completeness.quarantined > 0 &&
                  ` · ${say('shift.quarantined', { count: completeness.quarantined })}`}
              </p>
              {canClose && (
                <div className={styles.close}>
                  <Button
                    tone="action"
                    size="lane"
                    disabled={!completeness.complete || board.state !== 'fresh'}
                    onClick={ask}
                  >
                    {say('shift.close')}
                  </Button>
                  {!completeness.complete && <p>{say('shift.close.blocked')}</p>}
                </div>
              )}
            </>
          )}
          {trouble && <Note tone="alert">{trouble}</Note>}
          {board.answer && <BoardTable units={board.answer.units} nowMs={nowMs} />}
        </>
      )}
      {seesBoard && <BoardLink />}
      {may(session.role, 'settle') && <SettleLink />}
      <DoubleEntry />
      {may(session.role, 'take-custody') && <TakeCustodyLink />}
      <Ask
        ref={asking}
        question={say('shift.close.ask', {
          number: asked?.shiftId.slice(-1) ?? '',
          count: asked?.logs.reduce((sum, log) => sum + log.records, 0) ?? 0,
        })}
      >
        {here.drafts > 0 && <Note tone="warn">{say('shift.drafts', { count: here.drafts })}</Note>}
        <Button tone="action" size="lane" onClick={() => void close()}>
          {say('shift.close.yes')}
        </Button>
        <Button size="lane" onClick={() => asking.current?.close()}>
          {say('shift.close.no')}
        </Button>
      </Ask>
    </section>
  );
};
