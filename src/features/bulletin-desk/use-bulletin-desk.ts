import { useEffect, useRef, useState } from 'react';
import { failureCode } from '#protocol/call-failure.ts';
import type { BulletinDeskResponse, BulletinStepRequest } from '#protocol/bulletins.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { needsSecondFactor } from '../second-factor.tsx';
import { useServices } from '../services.ts';

const lookEveryMs = 5000;

export type Step = Pick<BulletinStepRequest, 'bulletinId' | 'seen' | 'step'>;

export type BulletinDesk = {
  /** Null: nothing was heard yet. */
  readonly desk: BulletinDeskResponse | null;
  /** Why the list could not be asked for the last time; null: it could. */
  readonly silence: FetchFailure['code'] | null;
  /** Why the last step was not taken. */
  readonly trouble: FetchFailure['code'] | null;
  readonly busy: boolean;
  /** The list once more, at once: after the second factor. */
  readonly again: () => void;
  /** @returns the version that it made; null: it was not taken */
  readonly take: (step: Step) => Promise<number | null>;
  /** Has one sent as a message to everybody on the list. */
  readonly send: (bulletinId: string) => Promise<void>;
};

/** What the command post's bulletins have come to, looked at every few seconds, and what is done with them. */
export const useBulletinDesk = (): BulletinDesk => {
  const { transport } = useServices();
  const [desk, setDesk] = useState<BulletinDeskResponse | null>(null);
  const [silence, setSilence] = useState<BulletinDesk['silence']>(null);
  const [trouble, setTrouble] = useState<BulletinDesk['trouble']>(null);
  const [busy, setBusy] = useState(false);

  const [round, setRound] = useState(0);
  const lookNow = useRef<() => Promise<void>>(async () => undefined);

  useEffect(() => {
    let isGone = false;
    let isBarred = false;
    const look = async (): Promise<void> => {
      const answer = await transport.bulletinDesk();
      if (isGone) return;
      const code = answer.ok ? null : failureCode(answer.error);
      isBarred = code !== null && needsSecondFactor(code);
      setSilence(code);
      if (answer.ok) setDesk(answer.value);
    };
    lookNow.current = look;
    void look();
    // Without the second factor nothing is told, however often it is asked.
    const timer = setInterval(() => {
      if (!isBarred) void look();
    }, lookEveryMs);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [transport, round]);
  const take = async (step: Step): Promise<number | null> => {
    setBusy(true);
    const answer = await transport.takeBulletinStep(step);
    setTrouble(answer.ok ? null : failureCode(answer.error));
    await lookNow.current();
    setBusy(false);
    return answer.ok ? answer.value.version : null;
  };
  return {
    desk,
    silence,
    trouble,
    busy,
    again: () => {
      setTrouble(null);
      setRound((before) => before + 1);
    },
    take,
    send: async (bulletinId) => {
      setBusy(true);
      const answer = await transport.sendBulletin(bulletinId);
      setTrouble(answer.ok ? null : failureCode(answer.error));
      await lookNow.current();
      setBusy(false);
    },
  };
};
