import { useEffect, useState, type SubmitEvent } from 'react';
import { addPasskey, removePasskey } from '../../actions/use-passkey.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ownPasskeyReader } from '../../platform/passkey.ts';
import { readPasskey } from '../../store/passkeys.ts';
import { readOfficer } from '../../store/read-officers.ts';
import { readSetting } from '../../store/settings.ts';
import { Button } from '../../ui/button.tsx';
import { PinField } from '../pin-field.tsx';
import styles from '../pin-form.module.css';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';

/** A second way to open this tablet for who is signed in; offered only where it can work. */
export const PasskeySetting = () => {
  const say = useWords();
  const { tablet } = useServices();
  const { officerId } = useSession();
  const [isThere, setThere] = useState<boolean | null>(null);
  const [pin, setPin] = useState('');
  const [adding, setAdding] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const state = useLiveQuery(
    tablet.db,
    async (live) => {
      const officer = await readOfficer(live, officerId);
      return {
        name: officer?.name ?? '',
        isOn: officer !== null && (await readPasskey(live, officer)) !== null,
        cannot: (await readSetting(live, 'noPasskeys')) ?? false,
      };
    },
    [officerId],
  );
  useEffect(() => {
    void ownPasskeyReader.isThere().then(setThere);
  }, []);
  if (!state || isThere === null) return null;
  const { name, isOn, cannot } = state;

  const add = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (adding) return;
    setAdding(true);
    setTrouble(null);
    const added = await addPasskey(tablet, officerId, pin);
    setAdding(false);
    setPin('');
    if (!added.ok) setTrouble(say(added.error.code, added.error.params));
  };

  return (
    <section className={styles.form}>
      <h2>{say('settings.passkey')}</h2>
      {isOn && (
        <>
          <p>{say('settings.passkey.on', { name })}</p>
          <p>{say('settings.passkey.who')}</p>
          <Button onClick={() => void removePasskey(tablet, officerId)}>
            {say('settings.passkey.remove')}
          </Button>
        </>
      )}
      {!isOn && (cannot || !isThere) && <p>{say('settings.passkey.none')}</p>}
      {!isOn && isThere && !cannot && (
        <form className={styles.form} onSubmit={(event) => void add(event)}>
          <p>{say('settings.passkey.off')}</p>
          <p>{say('settings.passkey.who')}</p>
          <PinField label={say('settings.passkey.pin')} value={pin} onChange={setPin} />
          <Button type="submit" disabled={adding || pin === ''}>
            {say(adding ? 'settings.passkey.adding' : 'settings.passkey.add')}
          </Button>
        </form>
      )}
      <p className={styles.trouble} role="alert">
        {trouble}
      </p>
    </section>
  );
};
