import { useState } from 'react';
import { failureCode } from '#protocol/call-failure.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import styles from './second-factor.module.css';
import { useServices } from './services.ts';

const digits = 6;

/** Whether an answer of the server's can be had once the second factor is proven. */
export const needsSecondFactor = (code: string): boolean => code === 'session/second-factor';

/** Asks for the six digits of the officer's authenticator before the server tells of people. */
export const SecondFactor = ({ onProven }: { onProven: () => void }) => {
  const say = useWords();
  const { transport } = useServices();
  const [code, setCode] = useState('');
  const [asking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const prove = async () => {
    setAsking(true);
    const answer = await transport.proveSecondFactor(code);
    setAsking(false);
    setCode('');
    if (answer.ok) onProven();
    else setTrouble(say(failureCode(answer.error)));
  };
  return (
    <form
      className={styles.factor}
      onSubmit={(event) => {
        event.preventDefault();
        void prove();
      }}
    >
      <label htmlFor="second-factor">{say('factor.title')}</label>
      <input
        id="second-factor"
        className="numbers"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={digits}
        value={code}
        aria-describedby="second-factor-trouble"
        onChange={(event) => setCode(event.currentTarget.value.replace(/\D/g, ''))}
      />
      <div id="second-factor-trouble" role="alert">
        {trouble && <Note tone="alert">{trouble}</Note>}
      </div>
      <Button type="submit" tone="action" size="lane" disabled={asking || code.length < digits}>
        {say('factor.prove')}
      </Button>
    </form>
  );
};
