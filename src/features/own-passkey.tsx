import { useState } from 'react';
import { may } from '#domain/officer/permissions.ts';
import { failureCode } from '#protocol/call-failure.ts';
import { useWords } from '../i18n/use-words.ts';
import { canUsePasskeys, makePasskey } from '../platform/server-passkey.ts';
import type { FetchFailure } from '../sync/fetch-board.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import styles from './second-factor.module.css';
import { needsSecondFactor, SecondFactor } from './second-factor.tsx';
import { useServices, useSession } from './services.ts';

/** For officers who work with the server: a key of this tablet instead of the six digits. */
export const OwnPasskey = () => {
  const say = useWords();
  const { role } = useSession();
  const { transport } = useServices();
  const [asking, setAsking] = useState(false);
  const [count, setCount] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<FetchFailure['code'] | null>(null);
  if (!may(role, 'use-second-factor') || !canUsePasskeys()) return null;
  const add = async () => {
    setAsking(true);
    setTrouble(null);
    const added = await transport.addPasskey(makePasskey);
    setAsking(false);
    if (added.ok) setCount(added.value.passkeys);
    else setTrouble(failureCode(added.error));
  };
  return (
    <div className={styles.own}>
      <h2>{say('passkey.title')}</h2>
      <p>{say('passkey.text')}</p>
      {trouble !== null &&
        (needsSecondFactor(trouble) ? (
          <SecondFactor onProven={() => void add()} />
        ) : (
          <Note tone="alert">{say(trouble)}</Note>
        ))}
      <div aria-live="polite">
        {count !== null && <Note>{say('passkey.added', { count })}</Note>}
      </div>
      <Button disabled={asking} onClick={() => void add()}>
        {say('passkey.add')}
      </Button>
    </div>
  );
};
