import { useRef, useState } from 'react';
import type { TraceResponse } from '#protocol/tracing.ts';
import { formatDay } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { saveFile } from '../../platform/save-file.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { usePlaces } from '../use-places.ts';
import { caseWords } from './case-list.tsx';
import { ContactList } from './contact-list.tsx';
import { MinutesChoice } from './minutes-choice.tsx';
import { OwnCrossings } from './own-crossings.tsx';
import styles from './trace-screen.module.css';
import { traceToCsv } from './trace-to-csv.ts';
import type { Tracing } from './use-tracing.ts';

type CaseViewProps = {
  trace: TraceResponse;
  tracing: Tracing;
  nameOf: (unitId: string) => string;
};

/** One case: where it passed, who came close, and what is done about them. */
export const CaseView = ({ trace, tracing, nameOf }: CaseViewProps) => {
  const say = useWords();
  const places = usePlaces();
  const ask = useRef<HTMLDialogElement>(null);
  const [ending, setEnding] = useState<'closed' | 'withdrawn'>('closed');
  const { caseId, traced, ended } = trace.case;
  const { done, isBusy } = tracing;
  const end = (how: typeof ending) => {
    setEnding(how);
    ask.current?.showModal();
  };
  return (
    <>
      <header className={styles.title}>
        <div>
          <h2 className={styles.name}>{caseWords(traced.who)}</h2>
          <p className={`${styles.soft} numbers`}>
            {ended !== null && `${say(`trace.ended.${ended}`)} · `}
            {formatDay(traced.fromMs)} – {formatDay(traced.throughMs)}
          </p>
        </div>
        <div className={styles.row}>
          <MinutesChoice
            minutes={trace.minutes}
            onChoose={(minutes) => void tracing.look(caseId, minutes)}
          />
          <Button disabled={isBusy} onClick={() => void tracing.look(caseId, trace.minutes)}>
            {say('trace.again')}
          </Button>
          <Button onClick={tracing.leave}>{say('trace.to-cases')}</Button>
        </div>
      </header>
      <div aria-live="polite" className={styles.notes}>
        {trace.behind > 0 && <Note tone="warn">{say('trace.behind')}</Note>}
        {done !== null && (
          <Note>
            {say(`trace.done.${done.deed}`, { count: done.done })}{' '}
            {done.missing > 0 && say('trace.done.missing', { count: done.missing })}
          </Note>
        )}
      </div>
      <OwnCrossings trace={trace} nameOf={nameOf} />
      <ContactList
        key={caseId}
        trace={trace}
        nameOf={nameOf}
        busy={isBusy}
        onAct={tracing.act}
        onExport={() =>
          tracing.take(({ contacts }) =>
            saveFile('truy-vet.csv', 'text/csv', traceToCsv(contacts, say, { places, nameOf })),
          )
        }
      />
      {ended === null && (
        <div className={styles.row}>
          <Button disabled={isBusy} onClick={() => end('closed')}>
            {say('trace.end.closed')}
          </Button>
          <Button tone="alert" disabled={isBusy} onClick={() => end('withdrawn')}>
            {say('trace.end.withdrawn')}
          </Button>
        </div>
      )}
      <Ask ref={ask} question={say('trace.end.ask')}>
        <Button
          tone="alert"
          onClick={() => {
            ask.current?.close();
            void tracing.end(caseId, ending);
          }}
        >
          {say('trace.end.yes')}
        </Button>
        <Button onClick={() => ask.current?.close()}>{say('trace.end.no')}</Button>
      </Ask>
    </>
  );
};
