import { useCallback, useState } from 'react';
import type { ReferralStep } from '#domain/referral/referral-state.ts';
import { failureCode } from '#protocol/call-failure.ts';
import type { ReferralCard, ReferralsResponse } from '#protocol/referrals.ts';
import { useServices } from '../services.ts';
import { useLiveQueue, type LiveQueue } from '../use-live-queue.ts';

export type Referrals = LiveQueue & {
  /** Null: nothing was heard yet. */
  readonly cards: readonly ReferralCard[] | null;
  readonly deliveries: ReferralsResponse['deliveries'];
  readonly take: (card: ReferralCard, step: ReferralStep) => void;
  /** What is being said now, by record id. */
  readonly taking: ReadonlySet<string>;
};

const keyOf = ({ unitId, recordId }: Pick<ReferralCard, 'unitId' | 'recordId'>): string =>
  `${unitId} ${recordId}`;

/** The health desk's queue, as fresh as the line allows; what it says lives on this screen only. */
export const useReferrals = (): Referrals => {
  const { transport } = useServices();
  const [cards, setCards] = useState<ReadonlyMap<string, ReferralCard> | null>(null);
  const [deliveries, setDeliveries] = useState<Referrals['deliveries']>(null);
  const [taking, setTaking] = useState<ReadonlySet<string>>(new Set());
  const onAnswer = useCallback((answer: ReferralsResponse, isWhole: boolean): void => {
    setDeliveries(answer.deliveries);
    setCards((before) => {
      const now = new Map(isWhole ? [] : before);
      for (const card of answer.cards) {
        if (card.state === 'closed') now.delete(keyOf(card));
        else now.set(keyOf(card), card);
      }
      return now;
    });
  }, []);
  const queue = useLiveQueue({
    ask: transport.referrals,
    follow: transport.followReferrals,
    onAnswer,
  });
  return {
    ...queue,
    cards: cards === null ? null : [...cards.values()],
    deliveries,
    taking,
    take: ({ unitId, recordId }, step) => {
      setTaking((before) => new Set([...before, recordId]));
      void transport.takeReferralStep({ unitId, recordId, step }).then(async (answer) => {
        await queue.refresh();
        if (!answer.ok) queue.tell(failureCode(answer.error));
        setTaking((before) => new Set([...before].filter((id) => id !== recordId)));
      });
    },
  };
};
