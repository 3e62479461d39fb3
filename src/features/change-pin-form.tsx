import { useState, type SubmitEvent } from 'react';
import { changePin } from '../actions/change-pin.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../ui/button.tsx';
import { PinField } from './pin-field.tsx';
import styles from './pin-form.module.css';
import { useServices, useSession } from './services.ts';

const blank = { old: '', fresh: '', again: '' };

/** Who is signed in chooses another PIN: the old one once, the new one twice. */
export const ChangePinForm = () => {
  const say = useWords();
  const { tablet } = useServices();
  const { officerId } = useSession();
  const [typed, setTyped] = useState(blank);
  const [changing, setChanging] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  const change = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (changing) return;
    setChanging(true);
    setTrouble(null);
    setChanged(false);
    const changed = await changePin(tablet, officerId, typed);
    setChanging(false);
    setTyped(blank);
    setChanged(changed.ok);
    if (!changed.ok) setTrouble(say(changed.error.code, changed.error.params));
  };

  return (
    <form className={styles.form} onSubmit={(event) => void change(event)}>
      <h2>{say('pin.title')}</h2>
      {(['old', 'fresh', 'again'] as const).map((part) => (
        <PinField
          key={part}
          label={say(`pin.${part}`)}
          value={typed[part]}
          onChange={(value) => setTyped((before) => ({ ...before, [part]: value }))}
        />
      ))}
      <Button type="submit" tone="action" disabled={changing || Object.values(typed).includes('')}>
        {say(changing ? 'pin.changing' : 'pin.change')}
      </Button>
      <p role="status">{isChanged && say('pin.changed')}</p>
      <p className={styles.trouble} role="alert">
        {trouble}
      </p>
    </form>
  );
};
