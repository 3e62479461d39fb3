import { settleConflict } from '../../actions/settle-conflict.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { RecordPage } from '../../store/read-record-page.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import { ConflictNotes } from './conflict-notes.tsx';
import { LinkNotes } from './link-notes.tsx';
import type { FactOf } from '../fact-words.ts';
import styles from './record-edit.module.css';
import { useSaying } from '../use-saying.ts';

type RecordNotesProps = {
  page: RecordPage;
  factOf: FactOf;
  canSettle: boolean;
  seesHealth: boolean;
  nowMs: number;
};

/** What an officer should know of a record before relying on it. */
export const RecordNotes = ({ page, factOf, canSettle, seesHealth, nowMs }: RecordNotesProps) => {
  const say = useWords();
  const { tablet } = useServices();
  const { trouble, speak } = useSaying();
  const { recordId, merging } = page.record;
  const voiding = merging?.crossing.voiding ?? null;
  const overtaken = [merging?.crossing, merging?.declaration].some(
    (state) => (state?.overtaken.length ?? 0) > 0,
  );
  const settle = (unvoid: boolean) => void speak(settleConflict(tablet, recordId, { unvoid }));
  return (
    <div className={styles.notes} data-testid="record-notes">
      {voiding && (
        <Note tone="alert">
          <p>
            <strong>{say('record.voided', { time: formatMoment(voiding.wallMs, nowMs) })}</strong>{' '}
            {say(`answer.voidReason.${voiding.reason}`)}
            {voiding.note && ` · ${voiding.note}`}
          </p>
          {overtaken && <p>{say('record.overtaken')}</p>}
          {canSettle && (
            <div className={styles.buttons}>
              <Button onClick={() => settle(true)}>{say('record.unvoid')}</Button>
              {overtaken && (
                <Button onClick={() => settle(false)}>{say('record.void.confirm')}</Button>
              )}
            </div>
          )}
        </Note>
      )}
      {merging && (
        <ConflictNotes
          recordId={recordId}
          merging={merging}
          factOf={factOf}
          canSettle={canSettle}
          seesHealth={seesHealth}
          speak={speak}
        />
      )}
      {merging && merging.waiting > 0 && (
        <Note>{say('record.waiting', { count: merging.waiting })}</Note>
      )}
      <LinkNotes page={page} canSettle={canSettle} nowMs={nowMs} speak={speak} />
      {trouble && <Note tone="alert">{say(trouble)}</Note>}
    </div>
  );
};
