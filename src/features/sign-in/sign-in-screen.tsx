import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import type { Officer } from '#domain/officer/officer.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readDevice } from '../../store/read-device.ts';
import { readOfficers } from '../../store/read-officers.ts';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import { PinPad } from './pin-pad.tsx';
import styles from './sign-in-screen.module.css';

/** Choose one's name, type one's PIN. The last officer's place is kept; only the name changes. */
export const SignInScreen = () => {
  const say = useWords();
  const { tablet } = useServices();
  const officers = useLiveQuery(async () => {
    const device = await readDevice(tablet.db);
    return device ? readOfficers(tablet.db, device.unitId) : [];
  }, [tablet]);
  const [chosen, setChosen] = useState<Officer | null>(null);
  if (!officers) return null;
  if (chosen) return <PinPad officer={chosen} onBack={() => setChosen(null)} />;
  return (
    <main className={styles.page}>
      <h1>{say('sign-in.title')}</h1>
      {officers.length === 0 && <Note tone="warn">{say('sign-in.none')}</Note>}
      <ul className={styles.officers}>
        {officers.map((officer) => (
          <li key={officer.officerId}>
            <button type="button" className={styles.officer} onClick={() => setChosen(officer)}>
              <strong>{officer.name}</strong>
              <span>
                {say(`role.${officer.role}`)}
                {officer.unitId === null && ` · ${say('sign-in.city')}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
};
