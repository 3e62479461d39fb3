import { Files } from 'lucide-react';
import { useRef } from 'react';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { DraftRow } from '../../store/rows.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useSession } from '../services.ts';
import { sheetName } from '../sheet-name.ts';
import { useOfficerNames } from '../use-officer-names.ts';
import styles from './draft-list.module.css';

const shownBeside = 2;

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

type DraftListProps = {
  /** Sheets begun and put aside, last touched first. */
  waiting: readonly DraftRow[];
  /** Whether something stands on the sheet on the desk. */
  begun: boolean;
  onOpen: (draft: DraftRow) => void;
  onBlank: () => void;
};

/** The way to every other sheet: a blank one, the last ones at hand, and all of them on asking. */
export const DraftList = ({ waiting, begun, onOpen, onBlank }: DraftListProps) => {
  const say = useWords();
  const nowMs = useNow(60_000);
  const all = useRef<HTMLDialogElement>(null);
  const mine = useSession().officerId;
  const names = useOfficerNames();
  const older = waiting.length - shownBeside;
  const nameOf = ({ input }: DraftRow): string => sheetName(input) || say('lane.draft.unnamed');

  /** What tells it from a sheet of one's own that was begun anew, and when it was touched last. */
  const factsOf = ({ amends, again, input, officerId, updatedAt }: DraftRow): string =>
    [
      amends !== undefined && say('paper.draft.correction'),
      again !== undefined && say('paper.draft.again'),
      textOf(input.fullName) && textOf(input.paperSerial),
      officerId !== mine && (names.get(officerId) ?? officerId),
      formatMoment(updatedAt, nowMs),
    ]
      .filter(Boolean)
      .join(' · ');

  if (waiting.length === 0 && !begun) return null;
  return (
    <div className={styles.drafts}>
      <ul className={styles.beside} aria-label={say('paper.waiting')}>
        {waiting.slice(0, shownBeside).map((draft) => (
          <li key={draft.draftId}>
            <Button onClick={() => onOpen(draft)}>
              {say('paper.open-draft', { name: nameOf(draft) })}
            </Button>
          </li>
        ))}
      </ul>
      {older > 0 && (
        <Button className={styles.older ?? ''} onClick={() => all.current?.showModal()}>
          {say('paper.more-drafts', { count: older })}
        </Button>
      )}
      <Button
        className={styles.all ?? ''}
        aria-label={say('paper.drafts', { count: waiting.length })}
        onClick={() => all.current?.showModal()}
      >
        <Files size={20} aria-hidden="true" />
        <span className="numbers">{waiting.length}</span>
      </Button>
      <Ask ref={all} question={say('paper.drafts', { count: waiting.length })}>
        <ul className={styles.list}>
          {waiting.map((draft) => (
            <li key={draft.draftId}>
              <Button onClick={() => onOpen(draft)}>
                <span>{nameOf(draft)}</span>
                <span className={`${styles.when} numbers`}>{factsOf(draft)}</span>
              </Button>
            </li>
          ))}
        </ul>
        <div className={styles.ways}>
          {begun && (
            <Button tone="action" size="lane" onClick={onBlank}>
              {say('paper.new')}
            </Button>
          )}
          <Button size="lane" onClick={() => all.current?.close()}>
            {say('paper.close')}
          </Button>
        </div>
      </Ask>
    </div>
  );
};
