import { CarFront, ChevronLeft, ChevronRight, Trash2 } from 'lucide-react';
import { memo, useRef } from 'react';
import type { FieldKey } from '#domain/declaration/form.ts';
import type { DraftRow } from '../../store/rows.ts';
import { formatClock } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { WatchedNote } from '../watched-note.tsx';
import { DraftList } from './draft-list.tsx';
import { KeptNote } from './kept-note.tsx';
import styles from './paper-rail.module.css';
import { RailProposal } from './rail-proposal.tsx';
import { RailState } from './rail-state.tsx';
import { RailWarnings } from './rail-warnings.tsx';
import { isHandedTheSame } from './says-the-same.ts';
import type { LastSheet } from './use-hand-in.ts';
import type { Sheet } from './use-sheet.ts';
import type { SheetProposal } from './use-sheet-proposal.ts';

type PaperRailProps = {
  /** Something stands on the sheet. */
  begun: boolean;
  savedAtMs: Sheet['savedAtMs'];
  codeRead: Sheet['codeRead'];
  missing: readonly FieldKey[];
  blocked: readonly FieldKey[];
  warned: readonly FieldKey[];
  watched: SheetProposal['watched'];
  proposal: SheetProposal['proposal'];
  rules: SheetProposal['rules'];
  keeping: boolean;
  /** A kept record is being corrected. */
  isAmendment: boolean;
  trouble: string | null;
  lastSheet: LastSheet | null;
  waiting: readonly DraftRow[];
  isFirst: boolean;
  isLast: boolean;
  /** The same at every drawing: see `useSteady`. */
  deeds: RailDeeds;
};

type RailDeeds = {
  open: (draft: DraftRow) => void;
  blank: () => void;
  sameVehicle: (before: LastSheet) => void;
  goTo: (key: FieldKey) => void;
  keep: () => void;
  discard: () => void;
  turn: (step: 1 | -1) => void;
};

/** Beside the sheet, always at the same place: what is missing, what to look at, what the rules propose. */
export const PaperRail = memo((props: PaperRailProps) => {
  const { begun, savedAtMs, codeRead, blocked, keeping, trouble, lastSheet, deeds } = props;
  const say = useWords();
  // What is not kept yet is said, whatever else is in work.
  const isPast = savedAtMs !== null && lastSheet?.recordId !== null;
  const asking = useRef<HTMLDialogElement>(null);

  return (
    <aside className={styles.rail}>
      <div className={styles.watch}>
        {lastSheet && (
          <div className={`${styles.last} ${isPast ? styles.past : ''}`}>
            <KeptNote {...lastSheet} />
            {!begun && (
              <Button onClick={() => deeds.sameVehicle(lastSheet)}>
                <CarFront size={20} aria-hidden="true" />
                {say('paper.same-vehicle')}
                <kbd className={styles.keys}>{say('paper.same-vehicle.keys')}</kbd>
              </Button>
            )}
          </div>
        )}
        {codeRead && (
          <p className={styles.taken}>
            {say('paper.code-taken', {
              kind: say(`scan.kind.${codeRead.kind}`),
              count: codeRead.count,
            })}
          </p>
        )}
        <RailState missing={props.missing} blocked={blocked} onGoTo={deeds.goTo} />
        <WatchedNote watched={props.watched} />
        <RailProposal proposal={props.proposal} rules={props.rules} />
        <RailWarnings keys={props.warned} onGoTo={deeds.goTo} />
        <DraftList
          waiting={props.waiting}
          begun={begun}
          onOpen={deeds.open}
          onBlank={deeds.blank}
        />
      </div>
      <div className={styles.end}>
        {trouble && <Note tone="alert">{trouble}</Note>}
        {savedAtMs !== null && (
          <p className={styles.saved}>
            {say('paper.saved-draft', { time: formatClock(savedAtMs) })}
          </p>
        )}
        <div className={styles.turn}>
          <Button
            disabled={props.isFirst}
            aria-label={say('paper.previous-section')}
            onClick={() => deeds.turn(-1)}
          >
            <ChevronLeft aria-hidden="true" />
          </Button>
          <Button disabled={props.isLast} onClick={() => deeds.turn(1)}>
            {say('paper.next-section')}
            <kbd className={styles.keys}>{'PgDn'}</kbd>
            <ChevronRight aria-hidden="true" />
          </Button>
        </div>
        <Button tone="action" size="lane" disabled={keeping} onClick={deeds.keep}>
          {say(keeping ? 'paper.keeping' : props.isAmendment ? 'record.amend.keep' : 'paper.keep')}
          <kbd className={styles.keys}>{say('paper.keep.keys')}</kbd>
        </Button>
        <div className={styles.aside}>
          {begun && (
            <Button className={styles.blank ?? ''} onClick={deeds.blank}>
              {say('paper.new')}
            </Button>
          )}
          <Button
            tone="alert"
            aria-label={say('paper.discard')}
            onClick={() => asking.current?.showModal()}
          >
            <Trash2 size={20} aria-hidden="true" />
            <span>{say('paper.discard.short')}</span>
          </Button>
        </div>
      </div>
      <Ask ref={asking} question={say('paper.discard.ask')}>
        <Button tone="alert" size="lane" onClick={deeds.discard}>
          {say('paper.discard.yes')}
        </Button>
        <Button tone="action" size="lane" onClick={() => asking.current?.close()}>
          {say('paper.discard.no')}
        </Button>
      </Ask>
    </aside>
  );
}, isHandedTheSame);
