import { Link } from 'wouter';
import { settleDuplicate } from '../../actions/settle-duplicate.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Neighbour, RecordPage } from '../../store/read-record-page.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { recordPath } from '../paths.ts';
import { useServices } from '../services.ts';
import styles from './record-edit.module.css';
import type { useSaying } from '../use-saying.ts';

type LinkNotesProps = {
  page: RecordPage;
  canSettle: boolean;
  nowMs: number;
  speak: ReturnType<typeof useSaying>['speak'];
};

const verdicts = ['same-crossing', 'same-person', 'different'] as const;

/** Records that belong together with this one, or may. */
export const LinkNotes = ({ page, canSettle, nowMs, speak }: LinkNotesProps) => {
  const say = useWords();
  const { tablet } = useServices();
  const { record, seenAgainOf, likely } = page;
  const settle = (other: Neighbour, verdict: (typeof verdicts)[number]) =>
    void speak(settleDuplicate(tablet, [record.recordId, other.recordId], verdict));
  const linkTo = (other: Neighbour) => (
    <Link href={recordPath(other.recordId)}>
      {other.fullName}, {formatMoment(other.wallMs, nowMs)}
    </Link>
  );
  return (
    <>
      {seenAgainOf && (
        <Note>
          <p>
            {say('record.seen-again')} {linkTo(seenAgainOf)}
          </p>
          {canSettle && (
            <div className={styles.buttons}>
              <Button onClick={() => settle(seenAgainOf, 'different')}>
                {say('record.pair.different')}
              </Button>
            </div>
          )}
        </Note>
      )}
      {likely.map((link) => (
        <Note key={link.recordId} tone={link.verdict === null || link.contested ? 'warn' : 'info'}>
          <p>
            {say(link.verdict === 'same-person' ? 'record.same-person' : 'record.likely')}{' '}
            {linkTo(link)}
            {link.evidence.length > 0 &&
              ` · ${link.evidence.map((kind) => say(`evidence.${kind}`)).join(', ')}`}
          </p>
          {link.contested && <p>{say('record.pair.contested')}</p>}
          {canSettle && (
            <div className={styles.buttons}>
              {verdicts
                .filter((verdict) => verdict !== link.verdict || link.contested)
                .map((verdict) => (
                  <Button key={verdict} onClick={() => settle(link, verdict)}>
                    {say(`record.pair.${verdict}`)}
                  </Button>
                ))}
            </div>
          )}
        </Note>
      ))}
    </>
  );
};
