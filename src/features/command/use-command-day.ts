import { useCallback, useEffect, useState } from 'react';
import { failureCode } from '#protocol/call-failure.ts';
import type { CommandDay } from '#protocol/command.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { useServices } from '../services.ts';

const askEveryMs = 5_000;
/** An answer may hang for half a minute; until then the last one is not called fresh. */
const staleAfterMs = 20_000;

export type CityNow = {
  /** Null: nothing was heard of this day yet. */
  readonly view: CommandDay | null;
  readonly isFresh: boolean;
  /** When it was last heard, by this tablet's clock. */
  readonly heardAtMs: number | null;
  readonly trouble: FetchFailure['code'] | null;
  readonly ask: () => Promise<void>;
};

/** Asks the server for the city while the screen is open; keeps the last answer when it cannot. */
export const useCommandDay = (day: string, nowMs: number): CityNow => {
  const { tablet, transport } = useServices();
  const [view, setView] = useState<CommandDay | null>(null);
  const [heardAtMs, setHeardAtMs] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<CityNow['trouble']>(null);
  const ask = useCallback(async (): Promise<void> => {
    const answer = await transport.commandDay(day);
    setTrouble(answer.ok ? null : failureCode(answer.error));
    if (!answer.ok) return;
    setHeardAtMs(tablet.clock.wallMs());
    setView(answer.value);
  }, [tablet, transport, day]);
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The next is asked for when the last was answered: a slow line is not stormed.
    const goOn = async (): Promise<void> => {
      await ask();
      if (!isGone) timer = setTimeout(() => void goOn(), askEveryMs);
    };
    timer = setTimeout(() => void goOn(), 0);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [ask]);
  const isOfDay = view !== null && view.day === day;
  const ageMs = heardAtMs === null ? Number.POSITIVE_INFINITY : nowMs - heardAtMs;
  return {
    view: isOfDay ? view : null,
    isFresh: isOfDay && trouble === null && ageMs <= staleAfterMs,
    heardAtMs,
    trouble,
    ask,
  };
};
