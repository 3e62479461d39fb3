import { Delete, Fingerprint } from 'lucide-react';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import type { Officer } from '#domain/officer/officer.ts';
import { longestPin, shortestPin } from '#domain/officer/pin.ts';
import { signIn } from '../../actions/sign-in.ts';
import { signInByPasskey } from '../../actions/use-passkey.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readPasskey } from '../../store/passkeys.ts';
import { Button } from '../../ui/button.tsx';
import { HandOverLink } from '../hand-over-link.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import styles from './sign-in-screen.module.css';
import { usePinWait } from './use-pin-wait.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/**
 * The PIN by thumb or by keyboard; a wrong one that costs a wait says so at once.
 * @param children the way to somebody else
 */
export const PinPad = ({ officer, children }: { officer: Officer; children: ReactNode }) => {
  const say = useWords();
  const { tablet } = useServices();
  const [pin, setPin] = useState('');
  const [checking, setChecking] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const secondsLeft = usePinWait(officer.officerId);
  // While a PIN is being checked its failure is counted already, and no failure yet.
  const waits = secondsLeft > 0 && !checking;

  const check = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (checking || waits || pin.length < shortestPin) return;
    setChecking(true);
    const outcome = await signIn(tablet, officer.officerId, pin);
    setChecking(false);
    if (outcome.ok) return;
    setPin('');
    setTrouble(outcome.error.code === 'pin/wait' ? null : say(outcome.error.code));
  };
  const hasPasskey = useLiveQuery(
    tablet.db,
    async (live) => (await readPasskey(live, officer)) !== null,
    [officer],
  );
  const openByPasskey = async () => {
    if (checking) return;
    setChecking(true);
    setTrouble(null);
    const outcome = await signInByPasskey(tablet, officer.officerId);
    setChecking(false);
    if (!outcome.ok) setTrouble(say(outcome.error.code));
  };
  const press = (digit: string) => setPin((typed) => (typed + digit).slice(0, longestPin));

  return (
    <main className={styles.page}>
      <form className={styles.pad} onSubmit={(event) => void check(event)}>
        <label htmlFor="pin">{say('sign-in.pin', { name: officer.name })}</label>
        <input
          id="pin"
          className={styles.pin}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing to do on this screen
          autoFocus
          value={pin}
          onChange={(event) => setPin(event.target.value.replace(/\D/g, '').slice(0, longestPin))}
        />
        <p className={styles.trouble} role="alert">
          {trouble}
        </p>
        <p className={`${styles.wait} numbers`} role="timer">
          {waits && say('pin/wait', { seconds: secondsLeft })}
        </p>
        <div className={styles.keys}>
          {digits.map((digit) => (
            <Button key={digit} size="lane" onClick={() => press(digit)}>
              {digit}
            </Button>
          ))}
          <Button
            size="lane"
            aria-label={say('sign-in.erase')}
            onClick={() => setPin((typed) => typed.slice(0, -1))}
          >
            <Delete aria-hidden="true" />
          </Button>
          <Button size="lane" onClick={() => press('0')}>
            0
          </Button>
          <Button
            type="submit"
            tone="action"
            size="lane"
            disabled={checking || waits || pin.length < shortestPin}
          >
            {say(checking ? 'sign-in.checking' : 'sign-in.go')}
          </Button>
        </div>
        {hasPasskey && (
          <Button size="lane" disabled={checking} onClick={() => void openByPasskey()}>
            <Fingerprint aria-hidden="true" /> {say('sign-in.passkey')}
          </Button>
        )}
      </form>
      {children}
      <HandOverLink />
    </main>
  );
};
