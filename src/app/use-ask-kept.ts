import { useEffect, useRef } from 'react';
import { noteAnswer } from '../actions/note-answer.ts';
import { useServices } from '../features/services.ts';
import { useLiveQuery } from '../features/use-live-query.ts';
import { readAwaited } from '../store/read-identity.ts';

/** After that the queue's answer is there as soon. */
const freshMs = 120_000;

/** Asks the registry once about everybody who was just kept, so that it rings while they are still here. */
export const useAskKept = (nowMs: number): void => {
  const { tablet, transport } = useServices();
  const { db, clock } = tablet;
  const asked = useRef(new Set<string>());
  const awaited = useLiveQuery(
    db,
    (live) =>
      readAwaited(live, clock.wallMs() - freshMs, (recordId) => asked.current.has(recordId)),
    // Read again as time goes by, too.
    [clock, nowMs],
  );
  useEffect(() => {
    for (const { recordId, declarationId, question } of awaited ?? []) {
      if (!navigator.onLine || asked.current.has(recordId)) continue;
      asked.current.add(recordId);
      void transport.identity(question).then(async (answer) => {
        if (!answer.ok || answer.value.answer === null) return;
        const checked = { declarationId, answer: answer.value.answer, atMs: clock.wallMs() };
        await noteAnswer(tablet, checked);
      });
    }
  }, [awaited, transport, tablet, clock]);
};
