import { useState } from 'react';
import { may } from '#domain/officer/permissions.ts';
import { usualPerMille } from '#domain/paper/typed-again.ts';
import { setDoubleEntry } from '../../actions/set-double-entry.ts';
import { useWords } from '../../i18n/use-words.ts';
import { isWordKey } from '../../i18n/words.ts';
import { readUnitDoubleEntry } from '../../store/paper-ledger.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import styles from './shift-screen.module.css';

const percent = (part: number, whole: number): string =>
  `${((100 * part) / whole).toFixed(1).replace('.', ',')} %`;

/** How many sheets the unit types twice, and in which fields the two readings differed. */
export const DoubleEntry = () => {
  const say = useWords();
  const { tablet, sync } = useServices();
  const session = useSession();
  const [trouble, setTrouble] = useState<string | null>(null);
  const state = useLiveQuery(tablet.db, (live) => readUnitDoubleEntry(live));
  if (!state) return null;
  const { perMille, sheets, errors } = state;
  const maySet = may(session.role, 'settle');
  if (perMille === 0 && sheets === 0 && !maySet) return null;
  const set = async (next: number) => {
    const outcome = await setDoubleEntry(tablet, next);
    setTrouble(outcome.ok ? null : say(outcome.error.code));
    if (outcome.ok) sync.wake('saved');
  };
  return (
    <section className={`${styles.twice} numbers`}>
      <h2>{say('twice.title')}</h2>
      <p>
        {perMille === 0 ? say('twice.off') : say('twice.on', { percent: perMille / 10 })}{' '}
        {sheets > 0 && say('twice.sheets', { count: sheets })}
      </p>
      {errors.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{say('twice.field')}</th>
              <th scope="col">{say('twice.differing')}</th>
              <th scope="col">{say('twice.rate')}</th>
            </tr>
          </thead>
          <tbody>
            {errors.map((error) => {
              const key = `field.${error.field}`;
              return (
                <tr key={error.field}>
                  <th scope="row">{isWordKey(key) ? say(key) : error.field}</th>
                  <td>{error.sheets}</td>
                  <td>{percent(error.sheets, sheets)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {sheets > 0 && errors.length === 0 && <p>{say('twice.no-errors')}</p>}
      {maySet && (
        <Button onClick={() => void set(perMille === 0 ? usualPerMille : 0)}>
          {perMille === 0
            ? say('twice.switch-on', { percent: usualPerMille / 10 })
            : say('twice.switch-off')}
        </Button>
      )}
      {trouble && <Note tone="alert">{trouble}</Note>}
    </section>
  );
};
