import { useState } from 'react';
import type { Officer } from '#domain/officer/officer.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readDevice } from '../../store/read-device.ts';
import { readOfficers } from '../../store/read-officers.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { HandOverLink } from '../hand-over-link.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { OfficerList } from './officer-list.tsx';
import { PinPad } from './pin-pad.tsx';
import styles from './sign-in-screen.module.css';

/** Choose one's name, type one's PIN. The last officer's place is kept; only the name changes. */
export const SignInScreen = () => {
  const say = useWords();
  const { tablet } = useServices();
  const officers = useLiveQuery(tablet.db, async (live) => {
    const device = await readDevice(live);
    return device ? readOfficers(live, device.unitId) : [];
  });
  const [chosen, setChosen] = useState<Officer | null>(null);
  if (!officers) return null;
  if (chosen) {
    return (
      <PinPad officer={chosen}>
        <Button tone="quiet" onClick={() => setChosen(null)}>
          {say('sign-in.back')}
        </Button>
      </PinPad>
    );
  }
  return (
    <main className={styles.page}>
      <h1>{say('sign-in.title')}</h1>
      {officers.length === 0 && <Note tone="warn">{say('sign-in.none')}</Note>}
      <OfficerList officers={officers} onChoose={setChosen} />
      <HandOverLink />
    </main>
  );
};
