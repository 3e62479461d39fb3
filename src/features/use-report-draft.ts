import { useCallback, useEffect, useRef, useState } from 'react';
import { mintId } from '#domain/core/random.ts';
import { blankReport } from '#domain/report/report.ts';
import { keepReportDraft } from '../actions/keep-report-draft.ts';
import { readReportDraft, type ReportDraft, type ReportDraftPlace } from '../store/report-draft.ts';
import { useServices, useSession } from './services.ts';

/** So soon after the last stroke it is on the disk. */
const saveAfterMs = 250;

/** What is being typed of a report, kept while it is typed. Null until what was kept before is read. */
export const useReportDraft = (place: ReportDraftPlace) => {
  const { tablet } = useServices();
  const { officerId } = useSession();
  const [draft, setDraft] = useState<ReportDraft | null>(null);
  const waiting = useRef<ReportDraft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const blank = useCallback((): ReportDraft => {
    const mint = () => mintId(tablet.clock, tablet.random);
    return { reportId: mint(), entryId: mint(), typed: blankReport, answer: '' };
  }, [tablet]);
  const save = useCallback(() => {
    clearTimeout(timer.current);
    const unsaved = waiting.current;
    waiting.current = null;
    if (unsaved !== null) void keepReportDraft(tablet, place, officerId, unsaved);
  }, [tablet, place, officerId]);

  useEffect(() => {
    let current = true;
    void readReportDraft(tablet.db, place, officerId).then((kept) => {
      if (current) setDraft(kept ?? blank());
    });
    addEventListener('pagehide', save);
    return () => {
      current = false;
      removeEventListener('pagehide', save);
      save();
    };
  }, [tablet, place, officerId, blank, save]);

  return {
    draft,
    change: (next: ReportDraft) => {
      setDraft(next);
      waiting.current = next;
      clearTimeout(timer.current);
      timer.current = setTimeout(save, saveAfterMs);
    },
    /** It was kept or sent: the next one begins. */
    begin: () => {
      clearTimeout(timer.current);
      waiting.current = null;
      void keepReportDraft(tablet, place, officerId, null);
      setDraft(blank());
    },
  };
};
