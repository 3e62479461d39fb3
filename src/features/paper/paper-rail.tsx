import { CarFront, ChevronLeft, ChevronRight, Trash2 } from 'lucide-react';
import { useRef } from 'react';
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
import type { KeptRecord } from './paper-desk.tsx';
import styles from './paper-rail.module.css';
import { RailProposal } from './rail-proposal.tsx';
import { RailState } from './rail-state.tsx';
import { RailWarnings } from './rail-warnings.tsx';
import type { Sheet } from './use-sheet.ts';
import type { SheetProposal } from './use-sheet-proposal.ts';

type PaperRailProps = {
  sheet: Sheet;
  proposed: SheetProposal;
  blocked: readonly FieldKey[];
  keeping: boolean;
  /** A kept record is being corrected. */
  isAmendment: boolean;
  trouble: string | null;
  lastKept: KeptRecord | null;
  waiting: readonly DraftRow[];
  onOpen: (draft: DraftRow) => void;
  onBlank: () => void;
  onSameVehicle: (before: KeptRecord) => void;
  onGoTo: (key: FieldKey) => void;
  onKeep: () => void;
  onDiscard: () => void;
  onTurn: (step: 1 | -1) => void;
  isFirst: boolean;
  isLast: boolean;
};

/** Beside the sheet, always at the same place: what is missing, what to look at, what the rules propose. */
export const PaperRail = (props: PaperRailProps) => {
  const { sheet, blocked, keeping, trouble, lastKept, onGoTo, onKeep, onDiscard, onTurn } = props;
  const say = useWords();
  const asking = useRef<HTMLDialogElement>(null);
  const warned = sheet.form
    .flatMap(({ fields }) => fields)
    .filter(({ key }) => sheet.judgementsOf(key).some(({ severity }) => severity === 'warn'))
    .map(({ key }) => key);
  const begun = sheet.savedAtMs !== null || sheet.channel !== 'paper';

  return (
    <aside className={styles.rail}>
      <div className={styles.watch}>
        {lastKept && (
          <div className={sheet.savedAtMs === null ? '' : styles.past}>
            <KeptNote recordId={lastKept.recordId} name={lastKept.name} />
            {!begun && (
              <Button onClick={() => props.onSameVehicle(lastKept)}>
                <CarFront size={20} aria-hidden="true" />
                {say('paper.same-vehicle')}
                <kbd className={styles.keys}>{say('paper.same-vehicle.keys')}</kbd>
              </Button>
            )}
          </div>
        )}
        {sheet.codeRead && (
          <p className={styles.taken}>
            {say('paper.code-taken', {
              kind: say(`scan.kind.${sheet.codeRead.kind}`),
              count: sheet.codeRead.count,
            })}
          </p>
        )}
        <RailState missing={sheet.missing} blocked={blocked} onGoTo={onGoTo} />
        <WatchedNote watched={props.proposed.watched} />
        <RailProposal proposal={props.proposed.proposal} rules={props.proposed.rules} />
        <RailWarnings keys={warned} onGoTo={onGoTo} />
        <DraftList
          waiting={props.waiting}
          begun={begun}
          onOpen={props.onOpen}
          onBlank={props.onBlank}
        />
      </div>
      <div className={styles.end}>
        {trouble && <Note tone="alert">{trouble}</Note>}
        {sheet.savedAtMs !== null && (
          <p className={styles.saved}>
            {say('paper.saved-draft', { time: formatClock(sheet.savedAtMs) })}
          </p>
        )}
        <div className={styles.turn}>
          <Button
            disabled={props.isFirst}
            aria-label={say('paper.previous-section')}
            onClick={() => onTurn(-1)}
          >
            <ChevronLeft aria-hidden="true" />
          </Button>
          <Button disabled={props.isLast} onClick={() => onTurn(1)}>
            {say('paper.next-section')}
            <kbd className={styles.keys}>{'PgDn'}</kbd>
            <ChevronRight aria-hidden="true" />
          </Button>
        </div>
        <Button tone="action" size="lane" disabled={keeping} onClick={onKeep}>
          {say(keeping ? 'paper.keeping' : props.isAmendment ? 'record.amend.keep' : 'paper.keep')}
          <kbd className={styles.keys}>{say('paper.keep.keys')}</kbd>
        </Button>
        <div className={styles.aside}>
          {begun && (
            <Button className={styles.blank ?? ''} onClick={props.onBlank}>
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
        <Button tone="alert" size="lane" onClick={onDiscard}>
          {say('paper.discard.yes')}
        </Button>
        <Button tone="action" size="lane" onClick={() => asking.current?.close()}>
          {say('paper.discard.no')}
        </Button>
      </Ask>
    </aside>
  );
};
