import { useEffect, useRef, useState } from 'react';
import type { ReferralStep } from '#domain/referral/referral-state.ts';
import { failureCode } from '#protocol/call-failure.ts';
import type { ReferralCard, ReferralsResponse } from '#protocol/referrals.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { needsSecondFactor } from '../second-factor.tsx';
import { useServices } from '../services.ts';

const retryAfterMs = 2000;

export type Referrals = {
  /** Null: nothing was heard yet. */
  readonly cards: readonly ReferralCard[] | null;
  readonly deliveries: ReferralsResponse['deliveries'];
  readonly isLive: boolean;
  /** When the server was last heard, by this tablet's clock. */
  readonly heardAtMs: number | null;
  /** The server's clock minus this tablet's. */
  readonly offsetMs: number;
  readonly trouble: FetchFailure['code'] | null;
  /** Goes on once the second factor is proven. */
  readonly again: () => void;
  readonly take: (card: ReferralCard, step: ReferralStep) => void;
  /** What is being said now, by record id. */
  readonly taking: ReadonlySet<string>;
};

const keyOf = ({ unitId, recordId }: Pick<ReferralCard, 'unitId' | 'recordId'>): string =>
  `${unitId} ${recordId}`;

/** The health desk's queue, as fresh as the line allows; what it says lives on this screen only. */
export const useReferrals = (): Referrals => {
  const { tablet, transport } = useServices();
  const [cards, setCards] = useState<ReadonlyMap<string, ReferralCard> | null>(null);
  const [deliveries, setDeliveries] = useState<Referrals['deliveries']>(null);
  const [isLive, setIsLive] = useState(false);
  const [heardAtMs, setHeardAtMs] = useState<number | null>(null);
  const [offsetMs, setOffsetMs] = useState(0);
  const [trouble, setTrouble] = useState<Referrals['trouble']>(null);
  const [taking, setTaking] = useState<ReadonlySet<string>>(new Set());
  const [round, setRound] = useState(0);
  const refreshNow = useRef<() => Promise<boolean>>(async () => false);

  useEffect(() => {
    const stopping = new AbortController();
    const { signal } = stopping;
    let known = 0;
    let refreshing: Promise<boolean> | null = null;
    const ask = async (): Promise<boolean> => {
      const after = known;
      const answer = await transport.referrals(after);
      if (signal.aborted) return false;
      if (!answer.ok) {
        setTrouble(failureCode(answer.error));
        return false;
      }
      const { head, serverTimeMs, cards: told, deliveries: sent } = answer.value;
      known = head;
      setTrouble(null);
      setDeliveries(sent);
      setOffsetMs(serverTimeMs - tablet.clock.wallMs());
      setHeardAtMs(tablet.clock.wallMs());
      setCards((before) => {
        const now = new Map(after === 0 ? [] : before);
        for (const card of told) {
          if (card.state === 'closed') now.delete(keyOf(card));
          else now.set(keyOf(card), card);
        }
        return now;
      });
      return true;
    };
    const refresh = async (): Promise<boolean> => {
      refreshing ??= ask().finally(() => {
        refreshing = null;
      });
      return refreshing;
    };
    refreshNow.current = refresh;
    const hear = (head: number): void => {
      setHeardAtMs(tablet.clock.wallMs());
      setIsLive(true);
      if (head > known) void refresh();
    };
    let line = new AbortController();
    // Sooner than the line's own silence would tell.
    const drop = (): void => line.abort();
    addEventListener('offline', drop);
    const run = async (): Promise<void> => {
      while (!signal.aborted) {
        if (await refresh()) {
          line = new AbortController();
          const either = AbortSignal.any([signal, line.signal]);
          const failure = await transport.followReferrals(hear, either);
          setIsLive(false);
          // The server ends a line after a while; the next one begins at once.
          if (failure === null) continue;
        }
        setIsLive(false);
        await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
      }
    };
    void run();
    return () => {
      stopping.abort();
      removeEventListener('offline', drop);
    };
  }, [tablet, transport, round]);

  // Without the second factor nothing is told, however often it is asked.
  const isBarred = trouble !== null && needsSecondFactor(trouble);
  return {
    cards: cards === null ? null : [...cards.values()],
    deliveries,
    isLive: isLive && !isBarred,
    heardAtMs,
    offsetMs,
    trouble,
    again: () => setRound((before) => before + 1),
    taking,
    take: ({ unitId, recordId }, step) => {
      setTaking((before) => new Set([...before, recordId]));
      void transport.takeReferralStep({ unitId, recordId, step }).then(async (answer) => {
        await refreshNow.current();
        if (!answer.ok) setTrouble(failureCode(answer.error));
        setTaking((before) => new Set([...before].filter((id) => id !== recordId)));
      });
    },
  };
};
