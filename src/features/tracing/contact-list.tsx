import { useState } from 'react';
import type { ContactCard, TraceActRequest, TraceResponse } from '#protocol/tracing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { ContactItem } from './contact-item.tsx';
import styles from './contact-list.module.css';
import frame from './trace-screen.module.css';

type ContactListProps = {
  trace: TraceResponse;
  nameOf: (unitId: string) => string;
  busy: boolean;
  onAct: (deed: TraceActRequest['deed'], contacts: readonly ContactCard[]) => void;
  onExport: () => void;
};

const keyOf = ({ unitId, recordId }: ContactCard): string => `${unitId} ${recordId}`;

/** The contacts, the closest first, and what is done with those who are chosen. */
export const ContactList = ({ trace, nameOf, busy, onAct, onExport }: ContactListProps) => {
  const say = useWords();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { contacts, more } = trace;
  const own = contacts.filter((contact) => chosen.has(keyOf(contact)));
  const isOver = trace.case.ended !== null;
  const choose = (key: string, isChosen: boolean) =>
    setChosen(
      (before) => new Set([...before].filter((one) => one !== key).concat(isChosen ? key : [])),
    );
  if (contacts.length === 0) return <p>{say('trace.contacts.none')}</p>;
  return (
    <section aria-label={say('trace.contacts', { count: contacts.length + more })}>
      <header className={frame.title}>
        <h2>{say('trace.contacts', { count: contacts.length + more })}</h2>
        <div className={frame.row}>
          <Button
            onClick={() =>
              setChosen(new Set(own.length === contacts.length ? [] : contacts.map(keyOf)))
            }
          >
            {say(own.length === contacts.length ? 'trace.choose.none' : 'trace.choose.all')}
          </Button>
          <Button disabled={busy} onClick={onExport}>
            {say('trace.do.export')}
          </Button>
        </div>
      </header>
      <ul className={styles.contacts}>
        {contacts.map((contact) => (
          <ContactItem
            key={keyOf(contact)}
            contact={contact}
            nameOf={nameOf}
            isChosen={chosen.has(keyOf(contact))}
            onChoose={(isChosen) => choose(keyOf(contact), isChosen)}
          />
        ))}
      </ul>
      {more > 0 && <p className={frame.soft}>{say('trace.contacts.more', { count: more })}</p>}
      {own.length > 0 && (
        <div className={styles.bar}>
          <strong className="numbers">{say('trace.chosen', { count: own.length })}</strong>
          <Button
            tone="action"
            size="lane"
            disabled={busy || isOver}
            onClick={() => onAct('refer', own)}
          >
            {say('trace.do.refer')}
          </Button>
          <Button
            tone="action"
            size="lane"
            disabled={busy || isOver}
            onClick={() => onAct('watch', own)}
          >
            {say('trace.do.watch')}
          </Button>
          {own.some(({ isWatched }) => isWatched) && (
            <Button disabled={busy} onClick={() => onAct('unwatch', own)}>
              {say('trace.do.unwatch')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
};
