import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { ChangePinForm } from '../change-pin-form.tsx';
import { useServices } from '../services.ts';
import styles from './sign-in-screen.module.css';

/** Stands before the work as long as the PIN is one that was given for once. */
export const OwnPinScreen = () => {
  const say = useWords();
  const { tablet } = useServices();
  return (
    <main className={styles.page}>
      <Note>{say('pin.must')}</Note>
      <ChangePinForm />
      <Button tone="quiet" onClick={() => void tablet.db.vault.lock()}>
        {say('tab.lock')}
      </Button>
    </main>
  );
};
