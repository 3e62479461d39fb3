import { useEffect, useRef, useState } from 'react';
import { mintId } from '#domain/core/random.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readUnits } from '../../store/read-units.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { CaseForm } from './case-form.tsx';
import { CaseList } from './case-list.tsx';
import { CaseView } from './case-view.tsx';
import { FlowMatrix } from './flow-matrix.tsx';
import { blankCase, type TypedCase } from './read-case.ts';
import styles from './trace-screen.module.css';
import { useTracing } from './use-tracing.ts';

/** Follows confirmed cases through all crossings that the server holds. */
export const TraceScreen = () => {
  const say = useWords();
  const { tablet } = useServices();
  const tracing = useTracing();
  const { cases, trace, trouble, isBusy } = tracing;
  /** What is being typed, with the id that it will have; null: nothing is. */
  const [typing, setTyping] = useState<{ caseId: string; typed: TypedCase } | null>(null);
  const units = useLiveQuery(tablet.db, (live) => readUnits(live), [], []);
  const nameOf = (id: string) => units.find(({ unitId }) => unitId === id)?.name ?? id;
  const first = useRef(tracing.list);
  useEffect(() => void first.current(), []);
  const isBarred = trouble !== null && needsSecondFactor(trouble);
  const begin = () => setTyping({ caseId: mintId(tablet.clock, tablet.random), typed: blankCase });
  return (
    <section className={styles.tracing}>
      <header className={styles.title}>
        <h1>{say('trace.title')}</h1>
        {trace === null && typing === null && (
          <Button tone="action" size="lane" onClick={begin}>
            {say('trace.new')}
          </Button>
        )}
      </header>
      <div aria-live="polite" className={styles.notes}>
        {isBarred && <SecondFactor onProven={tracing.again} />}
        {trouble !== null && !isBarred && (
          <Note tone="alert">
            {trouble === 'server/unreachable' ? say('trace.offline') : say(trouble)}{' '}
            <Button onClick={tracing.again}>{say('trace.again')}</Button>
          </Note>
        )}
        {isBusy && <p>{say('trace.asking')}</p>}
      </div>
      {trace !== null && <CaseView trace={trace} tracing={tracing} nameOf={nameOf} />}
      {trace === null && typing !== null && (
        <CaseForm
          typed={typing.typed}
          onType={(typed) => setTyping({ ...typing, typed })}
          busy={isBusy}
          onEnter={(traced, watch) =>
            void tracing.enter(typing.caseId, traced, watch, () => setTyping(null))
          }
          onBack={() => setTyping(null)}
        />
      )}
      {trace === null && typing === null && (
        <>
          <p className={styles.soft}>{say('trace.online')}</p>
          {cases !== null && (
            <>
              <CaseList cases={cases} onOpen={(caseId) => void tracing.look(caseId)} />
              <FlowMatrix nameOf={nameOf} />
            </>
          )}
        </>
      )}
    </section>
  );
};
