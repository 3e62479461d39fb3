import type { Addendum } from '#domain/shift/shift-statement.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useOfficerNames } from '../use-officer-names.ts';
import styles from './closing-list.module.css';

type AddendaListProps = {
  which: 'closing.addenda' | 'closing.addenda.earlier';
  addenda: readonly Addendum[];
  nowMs: number;
};

/** What came after a shift was closed. */
export const AddendaList = ({ which, addenda, nowMs }: AddendaListProps) => {
  const say = useWords();
  const names = useOfficerNames();
  if (addenda.length === 0) return null;
  return (
    <section data-testid={which}>
      <h2>{say(which, { count: addenda.length })}</h2>
      <p>{say('closing.addenda.text')}</p>
      <ul className={`${styles.addenda} numbers`}>
        {addenda.map(({ entryId, what, officer, deviceName, receivedAtMs }) => (
          <li key={entryId}>
            {say('addendum.line', {
              what: say(`addendum.${what}`),
              officer: names.get(officer) ?? officer,
              device: deviceName,
              time: formatMoment(receivedAtMs, nowMs),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
};
