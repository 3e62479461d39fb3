import { useState } from 'react';
import { closingDigest, type UnsignedClosing } from '#domain/shift/closing-digest.ts';
import { failureCode } from '#protocol/call-failure.ts';
import { closeShift, type ClosingProof } from '../../actions/close-shift.ts';
import { useWords } from '../../i18n/use-words.ts';
import { isWordKey } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { PinField } from '../pin-field.tsx';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import { useServices } from '../services.ts';
import styles from './closing-list.module.css';

type SignClosingProps = {
  /** What would be signed now; `proof` follows from whether the server is there. */
  closing: Omit<UnsignedClosing, 'proof'>;
  isOnline: boolean;
  /** How many points are neither done nor said in words. */
  unsaid: number;
  /** Who alone may sign it; null: whoever reads this. */
  signer: string | null;
  onLookAgain: () => void;
};

/** The button that wakes up when all is true or said in words, and asks who signs. */
export const SignClosing = ({
  closing,
  isOnline,
  unsaid,
  signer,
  onLookAgain,
}: SignClosingProps) => {
  const say = useWords();
  const { tablet, transport, sync } = useServices();
  const [pin, setPin] = useState('');
  const [isSigning, setSigning] = useState(false);
  const [asksFactor, setAsksFactor] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const exceptions = closing.exceptions.length;

  const keep = async (unsigned: UnsignedClosing, proof: ClosingProof) => {
    const kept = await closeShift(tablet, unsigned, proof);
    setPin('');
    const params = kept.ok || !('params' in kept.error) ? {} : kept.error.params;
    setTrouble(kept.ok ? null : say(kept.error.code, params));
    if (kept.ok) sync.wake('saved');
  };
  const signOnline = async () => {
    setSigning(true);
    setTrouble(null);
    const unsigned: UnsignedClosing = { ...closing, proof: 'second-factor' };
    const { shiftId, logs } = unsigned;
    const answer = await transport.countersign({ shiftId, logs, digest: closingDigest(unsigned) });
    setSigning(false);
    if (answer.ok) {
      setAsksFactor(false);
      await keep(unsigned, { countersignature: answer.value.countersignature });
      return;
    }
    const code = failureCode(answer.error);
    if (needsSecondFactor(code)) setAsksFactor(true);
    else {
      setTrouble(isWordKey(code) ? say(code) : code);
      onLookAgain();
    }
  };
  const signWithPin = async () => {
    setSigning(true);
    await keep({ ...closing, proof: 'pin' }, { pin });
    setSigning(false);
  };

  if (signer !== null) {
    return (
      <div className={styles.sign} data-testid="sign">
        <Note>{say('closing.signer', { name: signer })}</Note>
      </div>
    );
  }
  return (
    <div className={styles.sign} data-testid="sign">
      {unsaid > 0 && <p>{say('closing.unsaid', { count: unsaid })}</p>}
      {isOnline ? (
        <Button
          tone="action"
          size="lane"
          disabled={unsaid > 0 || isSigning || asksFactor}
          onClick={() => void signOnline()}
        >
          {exceptions === 0
            ? say('closing.sign')
            : say('closing.sign.exceptions', { count: exceptions })}
        </Button>
      ) : (
        <>
          <p>{say('closing.pin')}</p>
          <form
            className={styles.pin}
            onSubmit={(event) => {
              event.preventDefault();
              void signWithPin();
            }}
          >
            <PinField label={say('closing.pin.label')} value={pin} onChange={setPin} />
            <Button
              type="submit"
              tone="action"
              size="lane"
              disabled={unsaid > 0 || isSigning || pin === ''}
            >
              {say('closing.pin.sign')}
            </Button>
          </form>
        </>
      )}
      {asksFactor && (
        <>
          <p>{say('closing.factor')}</p>
          <SecondFactor onProven={() => void signOnline()} />
        </>
      )}
      {trouble && <Note tone="alert">{trouble}</Note>}
    </div>
  );
};
