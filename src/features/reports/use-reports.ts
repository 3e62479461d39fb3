import { useCallback, useEffect, useState } from 'react';
import type { ReportStep } from '#domain/report/report-state.ts';
import { mintId } from '#domain/core/random.ts';
import { failureCode } from '#protocol/call-failure.ts';
import type { ReportCard, ReportsResponse } from '#protocol/reports.ts';
import type { ReportReceiving } from '../../sync/ports.ts';
import { useServices } from '../services.ts';
import { useLiveQueue, type LiveQueue } from '../use-live-queue.ts';

type Told = Pick<ReportsResponse, 'totals' | 'waiting' | 'agencies' | 'deliveries'>;

export type Reports = LiveQueue & {
  /** Those that wait for the desk; null: nothing was heard yet. */
  readonly waiting: readonly ReportCard[] | null;
  readonly told: Told | null;
  /** What is being said now. */
  readonly isTaking: boolean;
  /** The report as it stands after the step; null: it was not taken, and that was told. */
  readonly take: (reportId: string, step: ReportStep) => Promise<ReportCard | null>;
  readonly receive: (received: ReportReceiving) => Promise<ReportCard | null>;
};

const lookEveryMs = 5000;

const isWaiting = ({ state, mergedInto }: ReportCard): boolean =>
  state === 'received' && mergedInto === null;

/** The report desk's queue, as fresh as the line allows; what it says lives on this screen only. */
export const useReports = (): Reports => {
  const { tablet, transport } = useServices();
  const [cards, setCards] = useState<ReadonlyMap<string, ReportCard> | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const [isTaking, setIsTaking] = useState(false);
  const onAnswer = useCallback((answer: ReportsResponse, isWhole: boolean): void => {
    setTold(answer);
    setCards((before) => {
      const now = new Map(isWhole ? [] : before);
      for (const card of answer.cards) {
        if (isWaiting(card)) now.set(card.reportId, card);
        else now.delete(card.reportId);
      }
      return now;
    });
  }, []);
  const queue = useLiveQueue({
    ask: transport.reports,
    follow: transport.followReports,
    onAnswer,
  });
  const isSending = (told?.deliveries.waiting ?? 0) > 0;
  const { refresh } = queue;
  useEffect(() => {
    if (!isSending) return;
    // What was sent changes no report: the line does not tell of it.
    const timer = setInterval(() => void refresh(), lookEveryMs);
    return () => clearInterval(timer);
  }, [isSending, refresh]);
  const tell = async (
    asked: ReturnType<typeof transport.takeReportStep>,
  ): Promise<ReportCard | null> => {
    setIsTaking(true);
    const answer = await asked;
    await refresh();
    setIsTaking(false);
    if (answer.ok) return answer.value.card;
    queue.tell(failureCode(answer.error));
    return null;
  };
  return {
    ...queue,
    waiting: cards === null ? null : [...cards.values()],
    told,
    isTaking,
    take: (reportId, step) => {
      const stepId = mintId(tablet.clock, tablet.random);
      return tell(transport.takeReportStep({ reportId, stepId, step }));
    },
    receive: (received) => tell(transport.receiveReport(received)),
  };
};
