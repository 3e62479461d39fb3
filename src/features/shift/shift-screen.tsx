import { FileDown, FileText } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { may } from '#domain/officer/permissions.ts';
import { judgeCompleteness } from '#domain/shift/completeness.ts';
import { closingWithWords } from '#domain/shift/closing-with-words.ts';
import { foldShift } from '#domain/shift/fold-shift.ts';
import { parseShiftId, shiftAt } from '#domain/shift/shift.ts';
import { judgeStanding } from '#domain/shift/shift-standing.ts';
import { whoSigns } from '#domain/shift/who-signs.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readDelivery } from '../../store/read-delivery.ts';
import { readDevice } from '../../store/read-device.ts';
import { readLogs } from '../../store/read-logs.ts';
import { readOfficers } from '../../store/read-officers.ts';
import { readShift } from '../../store/read-shift.ts';
import { readShiftLines } from '../../store/shift-lines.ts';
import { readStatement } from '../../store/shift-statements.ts';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { BoardLink } from '../board-link.tsx';
import { TakeCustodyLink } from '../hand-over-link.tsx';
import { boardUnitPath, shiftReportPath } from '../paths.ts';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { boardToTallies, openShiftIds } from './board-to-tallies.ts';
import { ClosingPage } from './closing-page.tsx';
import { DoubleEntry } from './double-entry.tsx';
import { ForgottenShifts } from './forgotten-shifts.tsx';
import { FromShift } from './from-shift.tsx';
import { SettleLink } from './settle-link.tsx';
import { ShiftPeople } from './shift-people.tsx';
import { shiftWords } from './shift-words.ts';
import { SignedExceptions } from './signed-exceptions.tsx';
import styles from './shift-screen.module.css';
import { useBoard } from './use-board.ts';
import { useForgotten } from './use-forgotten.ts';
import { useStatement } from './use-statement.ts';

/** The shift: who is on it, what is missing, and its closing when all agrees or is said. */
export const ShiftScreen = () => {
  const say = useWords();
  const { tablet, sync } = useServices();
  const session = useSession();
  const nowMs = useNow(5_000);
  const seesBoard = may(session.role, 'see-board');
  const closes = may(session.role, 'close-shift');
  const [chosen, setChosen] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const device = useLiveQuery(tablet.db, (live) => readDevice(live));
  const board = useBoard(seesBoard && device ? device.unitId : null, nowMs);
  const currentId = device ? shiftAt(device.unitId, nowMs).shiftId : null;
  const shiftId = chosen ?? currentId;
  const stated = useStatement(closes ? shiftId : null, round);
  const here = useLiveQuery(
    tablet.db,
    async (live) => ({
      delivery: await readDelivery(live),
      shift: shiftId ? await readShift(live, shiftId) : null,
      logs: await readLogs(live),
      lines: shiftId ? await readShiftLines(live, shiftId) : [],
      kept: shiftId ? await readStatement(live, shiftId) : null,
      officers: await readOfficers(live, device?.unitId ?? ''),
    }),
    [shiftId, device],
  );
  const unit = board.answer?.units.find((row) => row.unit.unitId === device?.unitId);
  const shiftIds = currentId === null ? [] : recentShiftIds(unit, currentId, shiftId ?? currentId);
  const forgotten = useForgotten(
    shiftIds,
    closes && board.state === 'fresh' ? unit : undefined,
    nowMs,
  );
  if (!device || !shiftId || !here?.shift || !currentId) return null;

  const own = { deviceId: device.deviceId, logs: here.logs };
  const shift = parseShiftId(shiftId);
  const completeness =
    unit && board.state === 'fresh'
      ? judgeCompleteness(
          boardToTallies(unit, shiftId, own),
          board.serverNowMs,
          shift?.endsAtMs ?? nowMs,
        )
      : null;
  const { closing } = here.shift;
  const isUsedHere = here.shift.records > 0 || here.lines.length > 0;
  const isUsed = isUsedHere || (completeness === null ? null : completeness.held > 0);
  const standing = judgeStanding(
    shift ?? { startsAtMs: 0, endsAtMs: 0 },
    { isUsed, closedAtMs: closing?.wallMs ?? null },
    nowMs,
  );
  const nameOf = (id: string): string =>
    here.officers.find(({ officerId }) => officerId === id)?.name ?? id;
  const only = shift && whoSigns(shift, foldShift(shiftId, here.lines), nowMs);
  const proof = here.delivery.certificate;
  const isOf = ({ atMs }: { atMs: number }): boolean => atMs >= (shift?.startsAtMs ?? 0);
  const working = unit?.tablets.filter(({ ended }) => ended === null) ?? [];
  const tablets = working.length > 0 ? working : [device];

  return (
    <section className={styles.shift}>
      <header className={styles.head}>
        <h1>{shiftWords(say, shiftId)}</h1>
        {seesBoard && (
          <select
            aria-label={say('tab.shift')}
            value={shiftId}
            onChange={(event) => setChosen(event.target.value)}
          >
            {shiftIds.map((id) => (
              <option key={id} value={id}>
                {forgotten.includes(id)
                  ? say('shift.forgotten.option', { shift: shiftWords(say, id) })
                  : shiftWords(say, id)}
              </option>
            ))}
          </select>
        )}
      </header>
      <p className={styles.standing} data-testid="standing" data-state={standing.state}>
        {say(`closing.standing.${standing.state}`, {
          time: formatMoment(standing.ruleAtMs, nowMs),
        })}
      </p>
      <ForgottenShifts shiftIds={forgotten.filter((id) => id !== shiftId)} onOpen={setChosen} />
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
          <SignedExceptions
            closing={
              closingWithWords(
                closing,
                (stated.statement ?? here.kept?.statement)?.closings ?? [],
              ) ?? closing
            }
            nameOf={nameOf}
          />
          {here.delivery.unsentEntries > 0 && <p>{say('shift.closing-unsent')}</p>}
        </Note>
      )}
      {may(session.role, 'keep-record') && (
        <ShiftPeople
          shiftId={shiftId}
          nowMs={nowMs}
          officers={here.officers}
          tablets={tablets}
          isClosed={closing !== null}
        />
      )}
      {closes && (
        <>
          <h2>{say('closing.title')}</h2>
          <FromShift shiftId={shiftId}>
            <ClosingPage
              shiftId={shiftId}
              standing={standing}
              completeness={completeness}
              stated={stated}
              isClosed={closing !== null}
              ownLogs={here.logs.map((log) => ({
                logId: log.logId,
                position: log.head,
                digest: log.headDigest,
                records: log.recordsHead,
              }))}
              others={(unit?.tablets ?? [])
                .filter(({ deviceId }) => deviceId !== device.deviceId)
                .filter(({ ended, told }) => ended === null || (isOf(ended) && told?.drafts))
                .map(({ deviceName, told }) => ({ deviceName, count: told?.drafts ?? null }))}
              officers={here.officers}
              signer={only === null || only === session.officerId ? null : nameOf(only)}
              nowMs={nowMs}
              onLookAgain={() => {
                // The ledgers are compared once more before somebody signs for them.
                sync.wake('asked');
                setRound(round + 1);
              }}
            />
          </FromShift>
        </>
      )}
      <div className={styles.links}>
        {closes && (
          <Link href={shiftReportPath(shiftId)}>
            <FileText size={22} aria-hidden="true" /> {say('closing.report')}
          </Link>
        )}
        {may(session.role, 'export-records') && (
          <Link href={boardUnitPath(device.unitId)}>
            <FileDown size={22} aria-hidden="true" /> {say('export.title')}
          </Link>
        )}
        {may(session.role, 'settle') && (
          <FromShift shiftId={shiftId}>
            <SettleLink />
          </FromShift>
        )}
        {may(session.role, 'take-custody') && <TakeCustodyLink />}
        {seesBoard && <BoardLink />}
      </div>
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
        </>
      )}
      <DoubleEntry />
    </section>
  );
};

const shiftsBack = 6;

/** The current shift, the ones before it, the chosen one, and those that the server knows and nobody closed; newest first. */
const recentShiftIds = (
  unit: Parameters<typeof openShiftIds>[0] | undefined,
  currentId: string,
  shiftId: string,
): string[] => {
  const recent = [currentId];
  for (let back = 1; back < shiftsBack; back += 1) {
    const last = parseShiftId(recent.at(-1) ?? '');
    if (last !== null) recent.push(shiftAt(last.unitId, last.startsAtMs - 1).shiftId);
  }
  return [...new Set([...recent, shiftId, ...(unit ? openShiftIds(unit, currentId) : [])])]
    .toSorted()
    .toReversed();
};
