import { useState } from 'react';
import type { Officer } from '#domain/officer/officer.ts';
import type { Completeness } from '#domain/shift/completeness.ts';
import { unsaid, type ClosingLine } from '#domain/shift/judge-closing.ts';
import type { ShiftClosing } from '#domain/shift/shift-closing.ts';
import type { ShiftStanding } from '#domain/shift/shift-standing.ts';
import type { UnsignedClosing } from '#domain/shift/closing-digest.ts';
import { writeExceptions } from '../../actions/change-setting.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { WrittenExceptions } from '../../store/setting.ts';
import { readSetting } from '../../store/settings.ts';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { AddendaList } from './addenda-list.tsx';
import styles from './closing-list.module.css';
import { ClosingList, papersToParams } from './closing-list.tsx';
import { ShiftLines } from './shift-lines.tsx';
import { SignClosing } from './sign-closing.tsx';
import { useClosing, type ClosingView } from './use-closing.ts';
import type { Stated } from './use-statement.ts';

type ClosingPageProps = {
  shiftId: string;
  standing: ShiftStanding;
  completeness: Completeness | null;
  stated: Stated;
  isClosed: boolean;
  /** What would be signed of the logs without the server. */
  ownLogs: ShiftClosing['logs'];
  others: Parameters<typeof useClosing>[0]['others'];
  officers: readonly Officer[];
  /** Who alone may sign it, by name; null: whoever reads this. */
  signer: string | null;
  nowMs: number;
  onLookAgain: () => void;
};

/** The shift as a checklist, from red to green, and the signature under it. */
export const ClosingPage = (props: ClosingPageProps) => {
  const { shiftId, completeness, stated, isClosed, others, officers, signer, nowMs, onLookAgain } =
    props;
  const say = useWords();
  const { tablet } = useServices();
  const view = useClosing(props);
  const kept = useLiveQuery(
    tablet.db,
    async (live) => (await readSetting(live, `closing:${shiftId}`)) ?? {},
    [shiftId],
  );
  /** What was typed is here before it is on the disk. */
  const [typed, setTyped] = useState<{ shiftId: string; written: WrittenExceptions } | null>(null);
  if (view === undefined || kept === undefined) return null;
  const written = typed?.shiftId === shiftId ? typed.written : kept;
  const write = (about: ClosingLine['about'], next: { words: string; to: string }) => {
    const all = { ...written, [about]: next };
    setTyped({ shiftId, written: all });
    void writeExceptions(tablet, shiftId, all);
  };
  const closing = toClosing(props, view, written);
  const { statement } = stated;
  return (
    <section className={styles.page} data-testid="closing-page">
      {!view.isOnline && !isClosed && <Note tone="warn">{say('closing.offline')}</Note>}
      {stated.refusal !== null && <p>{say('closing.unknown.tablets')}</p>}
      <ClosingList
        view={view}
        written={written}
        onWrite={isClosed ? null : write}
        officers={officers}
        silent={others.filter(({ count }) => count === null).map(({ deviceName }) => deviceName)}
        tablets={
          completeness && (
            <>
              <ShiftLines lines={completeness.lines} nowMs={nowMs} />
              <p className="numbers" data-testid="shift-total">
                {say('shift.total', {
                  delivered: completeness.delivered,
                  held: completeness.held,
                })}
              </p>
            </>
          )
        }
      />
      {statement && (
        <p className="numbers" data-testid="closing-total">
          {say('closing.total', {
            records: statement.records,
            held: statement.records + statement.voided + statement.again,
            voided: statement.voided,
            again: statement.again,
          })}{' '}
          {say('closing.asked', { time: formatMoment(stated.askedAtMs ?? nowMs, nowMs) })}
        </p>
      )}
      {statement && (
        <>
          <AddendaList which="closing.addenda" addenda={statement.addenda} nowMs={nowMs} />
          <AddendaList which="closing.addenda.earlier" addenda={statement.earlier} nowMs={nowMs} />
        </>
      )}
      {!isClosed && (
        <SignClosing
          closing={closing}
          isOnline={view.isOnline}
          unsaid={unsaid(view.lines, closing.exceptions).length}
          signer={signer}
          onLookAgain={onLookAgain}
        />
      )}
    </section>
  );
};

const toClosing = (
  { shiftId, stated, ownLogs }: ClosingPageProps,
  { lines, papers, isOnline }: ClosingView,
  written: WrittenExceptions,
): Omit<UnsignedClosing, 'proof'> => {
  const statement = isOnline ? stated.statement : null;
  const logs =
    statement?.logs.map(({ logId, position, digest, records }) => ({
      logId,
      position,
      digest,
      records,
    })) ?? ownLogs;
  return {
    shiftId,
    records: logs.reduce((sum, log) => sum + log.records, 0),
    logs,
    verdicts: statement?.verdicts ?? null,
    papers: papersToParams(papers),
    exceptions: lines.flatMap(({ about, state, count, names }) => {
      const said = written[about];
      if (state === 'done' || said === undefined || said.words.trim() === '') return [];
      const { to } = said;
      const words = said.words.trim();
      return [{ about, count, words, names: names.slice(0, 200), ...(to !== '' && { to }) }];
    }),
  };
};
