import { useState } from 'react';
import type { TracedCase } from '#domain/tracing/traced-case.ts';
import { failureCode, type CallFailure } from '#protocol/call-failure.ts';
import {
  mostActs,
  type CaseCard,
  type ContactCard,
  type TraceActRequest,
  type TraceResponse,
} from '#protocol/tracing.ts';
import type { Result } from '#domain/core/result.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { useServices } from '../services.ts';

export type Done = {
  readonly deed: TraceActRequest['deed'];
  readonly done: number;
  readonly missing: number;
};

/** Asks the server about cases; what it says of people lives on this screen only. */
export const useTracing = () => {
  const { transport } = useServices();
  const [cases, setCases] = useState<readonly CaseCard[] | null>(null);
  const [trace, setTrace] = useState<TraceResponse | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState<FetchFailure['code'] | null>(null);
  const [retry, setRetry] = useState<{ readonly again: () => void } | null>(null);

  /** What was refused for want of a second factor is asked again once it is proven. */
  const run = async <Value>(
    ask: () => Promise<Result<Value, CallFailure>>,
    onAnswer: (value: Value) => void | Promise<void>,
  ): Promise<void> => {
    setIsBusy(true);
    setTrouble(null);
    setRetry({ again: () => void run(ask, onAnswer) });
    const answer = await ask();
    if (answer.ok) await onAnswer(answer.value);
    else setTrouble(failureCode(answer.error));
    setIsBusy(false);
  };
  const list = () =>
    run(
      () => transport.traceCases(),
      (answer) => setCases(answer.cases),
    );
  const look = (caseId: string, minutes?: number) => {
    setDone(null);
    const query = { caseId, purpose: 'look' as const };
    return run(
      () => transport.trace(minutes === undefined ? query : { ...query, minutes }),
      setTrace,
    );
  };
  return {
    cases,
    trace,
    done,
    isBusy,
    trouble,
    again: () => retry?.again(),
    list,
    look,
    leave: () => {
      setTrace(null);
      setDone(null);
      setTrouble(null);
      void list();
    },
    /** @param caseId minted once for what is typed: pressing again enters nothing twice */
    enter: (caseId: string, traced: TracedCase, watch: boolean, onEntered: () => void) =>
      run(
        () => transport.enterCase({ caseId, traced, watch }),
        async () => {
          onEntered();
          await look(caseId);
        },
      ),
    end: (caseId: string, ended: 'closed' | 'withdrawn') =>
      run(
        () => transport.endCase({ caseId, ended }),
        async () => {
          setTrace(null);
          await list();
        },
      ),
    act: (deed: TraceActRequest['deed'], contacts: readonly ContactCard[]) => {
      if (trace === null) return;
      const { caseId } = trace.case;
      // They may have been listed by an earlier crossing; who is called is reached by the latest.
      const met: readonly Pick<ContactCard, 'unitId' | 'recordId'>[] =
        deed === 'unwatch' ? contacts.flatMap(({ meetings }) => meetings) : contacts;
      const people = met.map(({ unitId, recordId }) => ({ unitId, recordId }));
      const { minutes } = trace;
      void run(
        () => transport.actOnContacts({ caseId, deed, people: people.slice(0, mostActs) }),
        async (answer) => {
          await run(() => transport.trace({ caseId, minutes, purpose: 'look' }), setTrace);
          setDone({ deed, done: answer.done, missing: answer.missing });
        },
      );
    },
    /** The same once more, noted as taken away. */
    take: (onTaken: (told: TraceResponse) => void) => {
      if (trace === null) return;
      const { minutes } = trace;
      const { caseId } = trace.case;
      void run(
        () => transport.trace({ caseId, minutes, purpose: 'export' }),
        (told) => {
          setTrace(told);
          onTaken(told);
        },
      );
    },
  };
};

export type Tracing = ReturnType<typeof useTracing>;
