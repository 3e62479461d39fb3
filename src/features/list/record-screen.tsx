import { ArrowLeft } from 'lucide-react';
import { useContext, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { may } from '#domain/officer/permissions.ts';
import { paperForm } from '#domain/declaration/paper-form.ts';
import { beginAmending } from '../../actions/begin-amending.ts';
import type { WordKey } from '../../i18n/words.ts';
import { formatMoment } from '../../i18n/format.ts';
import { LanguageContext, useWords } from '../../i18n/use-words.ts';
import { readRecordPage } from '../../store/read-record-page.ts';
import { Button } from '../../ui/button.tsx';
import { DeliveryMark } from '../../ui/delivery-mark.tsx';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import { IdentityNote } from '../identity-words.tsx';
import { paths } from '../paths.ts';
import { useServices, useSession } from '../services.ts';
import { DeliveryWord } from './delivery-word.tsx';
import { factWords, type FactOf } from '../fact-words.ts';
import { useLiveQuery } from '../use-live-query.ts';
import edit from './record-edit.module.css';
import { RecordHistory } from './record-history.tsx';
import { RecordNotes } from './record-notes.tsx';
import { SecondTypings } from './second-typing.tsx';
import { VoidDialog } from './void-dialog.tsx';
import styles from './list-screen.module.css';
import { usePlaces } from '../use-places.ts';

/** One record as it stands now, field by field in the order of the sheet. */
export const RecordScreen = ({ recordId }: { recordId: string }) => {
  const say = useWords();
  const language = useContext(LanguageContext);
  const { tablet } = useServices();
  const session = useSession();
  const places = usePlaces();
  const nowMs = useNow(60_000);
  const [times, setTimes] = useState(0);
  const [trouble, setTrouble] = useState<WordKey | null>(null);
  const [, navigate] = useLocation();
  const voiding = useRef<HTMLDialogElement>(null);
  const page = useLiveQuery(tablet.db, (live) => readRecordPage(live, recordId), [recordId]);
  if (!page) return null;
  const row = page.record;
  const values: Record<string, unknown> = { ...row.declaration, ...row.crossing };
  const seesHealth = may(session.role, 'see-health');
  const counts = (row.merging?.crossing.voiding ?? null) === null;
  const amended = new Set([
    ...(row.merging?.declaration.amended ?? []),
    ...(row.merging?.crossing.amended ?? []),
  ]);
  const factOf: FactOf = (field, of) => factWords(say, language, places, field, of);
  const done = () => {
    voiding.current?.close();
    // The next question begins with what holds then.
    setTimes(times + 1);
  };
  const amend = async () => {
    const begun = await beginAmending(tablet, recordId);
    setTrouble(begun.ok ? null : begun.error.code);
    if (begun.ok) navigate(paths.paper, { state: { draftId: begun.value.draftId } });
  };
  return (
    <article className={styles.record}>
      <Link href={paths.list} className={styles.back ?? ''}>
        <ArrowLeft size={20} aria-hidden="true" /> {say('list.back')}
      </Link>
      <header className={styles.head}>
        <VerdictSign shape={row.crossing['check.verdict']} />
        <div>
          <h1>{row.declaration.fullName}</h1>
          <p className={styles.delivery}>
            <DeliveryMark state={row.delivered ? 'delivered' : 'here'} />
            <DeliveryWord delivered={row.delivered} />
            <span className="numbers"> · {formatMoment(row.wallMs, nowMs)}</span>
          </p>
        </div>
      </header>
      <IdentityNote standing={row.identity} nowMs={nowMs} />
      <RecordNotes
        page={page}
        factOf={factOf}
        canSettle={may(session.role, 'settle')}
        seesHealth={seesHealth}
        nowMs={nowMs}
      />
      <SecondTypings
        record={row}
        factOf={factOf}
        mayAmend={counts && may(session.role, 'amend-record')}
        seesHealth={seesHealth}
        nowMs={nowMs}
      />
      {counts && may(session.role, 'amend-record') && (
        <div className={edit.buttons}>
          <Button onClick={() => void amend()}>{say('record.amend')}</Button>
          {trouble && <Note tone="alert">{say(trouble)}</Note>}
          <Button tone="alert" onClick={() => voiding.current?.showModal()}>
            {say('record.void')}
          </Button>
        </div>
      )}
      <dl className={styles.facts}>
        {paperForm
          .flatMap((section) => section.fields)
          .filter((field) => seesHealth || field.sensitivity !== 'health')
          .map((field) => ({ field, words: factOf(field, values) }))
          .filter(({ words }) => words !== null)
          .map(({ field, words }) => (
            <div key={field.key} style={{ display: 'contents' }}>
              <dt>{say(`field.${field.key}`)}</dt>
              <dd>
                {words}
                {amended.has(field.key) && (
                  <span className={edit.amended}>{say('record.amended')}</span>
                )}
              </dd>
            </div>
          ))}
      </dl>
      <RecordHistory record={row} factOf={factOf} seesHealth={seesHealth} nowMs={nowMs} />
      <VoidDialog key={`void ${times}`} ref={voiding} recordId={row.recordId} onDone={done} />
    </article>
  );
};
