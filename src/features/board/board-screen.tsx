import { useMemo, useState } from 'react';
import { countSilent, troubleOf } from '#domain/board/trouble.ts';
import type { BoardRow } from '#protocol/board-live.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readDevice } from '../../store/read-device.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { countMisplaced } from './board-order.ts';
import { UnitRow } from './board-row.tsx';
import rowStyles from './board-row.module.css';
import styles from './board-screen.module.css';
import { fold, matchesName } from './find-unit.ts';
import { UnitPanel } from './unit-panel.tsx';
import { useBoardLive } from './use-board-live.ts';
import { useFixedOrder } from './use-fixed-order.ts';

/** Ages on the screen are told anew this often. */
const agesEveryMs = 15_000;

/** Every unit on one line, trouble first; one of them open beside the list. */
export const BoardScreen = ({ unitId }: { unitId: string | null }) => {
  const say = useWords();
  const { tablet } = useServices();
  const { role } = useSession();
  const wallMs = useNow(agesEveryMs);
  const { rows, isLive, heardAtMs, offsetMs, trouble } = useBoardLive();
  const device = useLiveQuery(tablet.db, (live) => readDevice(live));
  const own = role === 'supervisor' ? (device?.unitId ?? null) : null;
  const nowMs = Math.floor((wallMs + offsetMs) / agesEveryMs) * agesEveryMs;
  const [sought, setSought] = useState('');
  const [onlyTrouble, setOnlyTrouble] = useState(false);
  const { shown: all, listRef, sortAgain } = useFixedOrder(rows, nowMs, own);
  const words = fold(sought);
  const shown = useMemo(
    () =>
      all.filter(
        (row) => matchesName(row.name, words) && (!onlyTrouble || troubleOf(row, nowMs) !== 'none'),
      ),
    [all, words, onlyTrouble, nowMs],
  );
  const misplaced = countMisplaced(shown, nowMs, own);
  return (
    <div className={styles.board} data-open={unitId !== null}>
      <section className={styles.side} inert={unitId !== null && isNarrow()}>
        <header className={styles.head}>
          <div className={styles.title}>
            <h1>{say('board.title')}</h1>
            {isLive && <span className={styles.live}>● {say('board.live')}</span>}
          </div>
          <div aria-live="polite" className={styles.notes}>
            {!isLive && rows !== null && heardAtMs !== null && (
              <Note tone="warn">
                {say('board.stale', { time: formatMoment(heardAtMs, wallMs) })}
              </Note>
            )}
            {rows === null && trouble !== null && <Note tone="alert">{say(trouble)}</Note>}
            {rows === null && trouble === null && <p>{say('board.asking')}</p>}
          </div>
          {rows !== null && <Sums rows={all} nowMs={nowMs} />}
          <div className={styles.tools}>
            <input
              type="search"
              className={styles.find}
              value={sought}
              placeholder={say('board.find')}
              aria-label={say('board.find')}
              onChange={(event) => setSought(event.target.value)}
            />
            <Button aria-pressed={onlyTrouble} onClick={() => setOnlyTrouble(!onlyTrouble)}>
              {say('board.only-trouble')}
            </Button>
            {misplaced > 0 && (
              <Button tone="action" onClick={sortAgain}>
                {say('board.resort', { count: misplaced })}
              </Button>
            )}
          </div>
        </header>
        <div className={styles.rows} ref={listRef}>
          <div className={rowStyles.columns} aria-hidden="true">
            <span>{say('board.column.state')}</span>
            <span>{say('board.column.unit')}</span>
            <span>{say('board.column.flow')}</span>
            <span>{say('board.column.unsent')}</span>
            <span>{say('board.column.oldest')}</span>
            <span>{say('board.column.silent')}</span>
            <span>{say('board.column.referrals')}</span>
          </div>
          <ul aria-label={say('board.title')}>
            {shown.map((row) => (
              <UnitRow
                key={row.unitId}
                row={row}
                nowMs={nowMs}
                isOwn={row.unitId === own}
                isChosen={row.unitId === unitId}
              />
            ))}
            {rows !== null && shown.length === 0 && (
              <li className={styles.none}>
                {say(rows.size === 0 ? 'board.none' : 'board.none-such')}
              </li>
            )}
          </ul>
        </div>
      </section>
      {unitId !== null && (
        <UnitPanel key={unitId} unitId={unitId} row={rows?.get(unitId)} nowMs={nowMs} />
      )}
    </div>
  );
};

/** Then an open unit covers the list, which keeps its place below. */
const isNarrow = (): boolean => matchMedia('(width < 900px)').matches;

const Sums = ({ rows, nowMs }: { rows: readonly BoardRow[]; nowMs: number }) => {
  const say = useWords();
  const sum = (valueOf: (row: BoardRow) => number): number =>
    rows.reduce((total, row) => total + valueOf(row), 0);
  const silent = sum((row) => countSilent(row, nowMs));
  const look = sum((row) => (troubleOf(row, nowMs) === 'none' ? 0 : 1));
  return (
    <p className={`${styles.sums} numbers`}>
      <span>{say('board.sum.units', { count: rows.length })}</span>
      <span>{say('board.sum.tablets', { count: sum(({ tablets }) => tablets.length) })}</span>
      <strong>{say('board.sum.unsent', { count: sum(({ unsent }) => unsent) })}</strong>
      <strong className={silent > 0 ? styles.alarm : ''}>
        {say('board.sum.silent', { count: silent })}
      </strong>
      <strong>{say('board.sum.look', { count: look })}</strong>
    </p>
  );
};
