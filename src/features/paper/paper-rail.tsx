import { ChevronLeft, ChevronRight, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import type { FieldKey } from '#domain/declaration/form.ts';
import type { DraftRow } from '../../store/rows.ts';
import { formatClock } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { DraftList } from './draft-list.tsx';
import { KeptNote } from './kept-note.tsx';
import type { KeptRecord } from './paper-desk.tsx';
import styles from './paper-rail.module.css';
import { RailProposal } from './rail-proposal.tsx';
import { RailWarnings } from './rail-warnings.tsx';
import type { Sheet } from './use-sheet.ts';

type PaperRailProps = {
  sheet: Sheet;
  blocked: readonly FieldKey[];
  keeping: boolean;
  trouble: string | null;
  lastKept: KeptRecord | null;
  waiting: readonly DraftRow[];
  onOpen: (draft: DraftRow) => void;
  onBlank: () => void;
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
  const [firstFault] = [...blocked, ...sheet.missing];

  return (
    <aside className={styles.rail}>
      <div className={styles.watch}>
        {lastKept && (
          <div className={sheet.savedAtMs === null ? '' : styles.past}>
            <KeptNote recordId={lastKept.recordId} name={lastKept.name} />
          </div>
        )}
        <ul className={styles.state}>
          <li className={sheet.missing.length > 0 ? styles.open : styles.done}>
            {sheet.missing.length > 0
              ? say('paper.missing', { count: sheet.missing.length })
              : say('paper.nothing-missing')}
          </li>
          {blocked.length > 0 && (
            <li className={styles.blocked}>{say('paper.blocked', { count: blocked.length })}</li>
          )}
        </ul>
        <RailWarnings keys={warned} onGoTo={onGoTo} />
        {firstFault && (
          <Button className={styles.first ?? ''} onClick={() => onGoTo(firstFault)}>
            {say('paper.first-missing')}
          </Button>
        )}
        <RailProposal input={sheet.input} />
        <DraftList
          waiting={props.waiting}
          begun={sheet.savedAtMs !== null || sheet.channel !== 'paper'}
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
            <ChevronRight aria-hidden="true" />
          </Button>
        </div>
        <Button tone="action" size="lane" disabled={keeping} onClick={onKeep}>
          {say(keeping ? 'paper.keeping' : 'paper.keep')}
          <kbd className={styles.keys}>{say('paper.keep.keys')}</kbd>
        </Button>
        <Button
          tone="alert"
          className={styles.discard ?? ''}
          aria-label={say('paper.discard')}
          onClick={() => asking.current?.showModal()}
        >
          <Trash2 size={20} aria-hidden="true" />
          <span>{say('paper.discard')}</span>
        </Button>
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
