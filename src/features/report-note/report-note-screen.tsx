import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { typedToReport } from '#domain/report/report.ts';
import { keepReportNote, type KeptReportNote } from '../../actions/keep-report-note.ts';
import type { WordKey } from '../../i18n/words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { DeliveryMark } from '../../ui/delivery-mark.tsx';
import { Note } from '../../ui/note.tsx';
import { paths } from '../paths.ts';
import { ReportForm } from '../report-form.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { useReportDraft } from '../use-report-draft.ts';
import styles from './report-note-screen.module.css';

/** Whether the server has what was kept. */
const useIsDelivered = (kept: KeptReportNote | null): boolean => {
  const { tablet } = useServices();
  return (
    useLiveQuery(
      tablet.db,
      async (live) => {
        if (kept === null) return false;
        const log = await live.logs.get(kept.logId);
        return log !== undefined && log.ackedThrough >= kept.position;
      },
      [kept],
    ) ?? false
  );
};

/** A citizen at the post reports something: taken down at once, with or without a network. */
export const ReportNoteScreen = () => {
  const say = useWords();
  const { tablet, sync } = useServices();
  const { draft, change, begin } = useReportDraft('post');
  const what = useRef<HTMLTextAreaElement>(null);
  const [isMissing, setIsMissing] = useState(false);
  const [trouble, setTrouble] = useState<WordKey | null>(null);
  const [busy, setBusy] = useState(false);
  const [kept, setKept] = useState<KeptReportNote | null>(null);
  const isDelivered = useIsDelivered(kept);
  const isReady = draft !== null;
  useEffect(() => {
    if (isReady) what.current?.focus();
  }, [isReady]);
  if (draft === null) return null;

  const keep = async (): Promise<void> => {
    if (busy) return;
    const isEmpty = typedToReport(draft.typed) === null;
    setIsMissing(isEmpty);
    if (isEmpty) {
      what.current?.focus();
      return;
    }
    setBusy(true);
    const outcome = await keepReportNote(tablet, draft);
    setBusy(false);
    setTrouble(outcome.ok ? null : outcome.error.code);
    if (!outcome.ok) return;
    sync.wake('saved');
    setKept(outcome.value);
    begin();
    what.current?.focus();
  };

  return (
    <form
      className={styles.note}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !event.ctrlKey) return;
        event.preventDefault();
        void keep();
      }}
    >
      <Link href={paths.lane} className={styles.back ?? ''}>
        <ArrowLeft size={22} aria-hidden="true" />
        {say('report.back')}
      </Link>
      <h1>{say('report.note.title')}</h1>
      <p className={styles.soft}>{say('report.note.text')}</p>
      <div aria-live="polite" className={styles.state}>
        {kept !== null && (
          <p className={styles.kept}>
            <DeliveryMark state={isDelivered ? 'delivered' : 'here'} />
            <strong>{say('report.note.kept')}</strong>
            {say(isDelivered ? 'report.note.delivered' : 'report.note.here')}
          </p>
        )}
        {trouble !== null && <Note tone="alert">{say(trouble)}</Note>}
      </div>
      <ReportForm
        typed={draft.typed}
        isMissing={isMissing}
        what={what}
        onChange={(typed) => {
          setIsMissing(false);
          change({ ...draft, typed });
        }}
      />
      <div className={styles.deeds}>
        <Button type="submit" tone="action" size="lane" disabled={busy}>
          {say('report.note.keep')}
        </Button>
        <span className={styles.soft}>{say('report.note.keys')}</span>
      </div>
    </form>
  );
};
