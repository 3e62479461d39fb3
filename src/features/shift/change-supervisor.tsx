import { useRef, useState } from 'react';
import { may } from '#domain/officer/permissions.ts';
import type { Officer } from '#domain/officer/officer.ts';
import { parseShiftId, shiftAt } from '#domain/shift/shift.ts';
import { handOverShift } from '../../actions/hand-over-shift.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { PinField } from '../pin-field.tsx';
import { useServices, useSession } from '../services.ts';
import styles from './shift-people.module.css';
import { shiftWords } from './shift-words.ts';

type ChangeSupervisorProps = { shiftId: string; officers: readonly Officer[] };

/** The shift and the one that follows it. */
const intoWhich = (shiftId: string): string[] => {
  const shift = parseShiftId(shiftId);
  return shift === null ? [shiftId] : [shiftId, shiftAt(shift.unitId, shift.endsAtMs).shiftId];
};

/** One supervisor gives the shift to the next; both sign with their PINs on this tablet. */
export const ChangeSupervisor = ({ shiftId, officers }: ChangeSupervisorProps) => {
  const say = useWords();
  const { tablet, sync } = useServices();
  const { officerId } = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const [to, setTo] = useState('');
  const [into, setInto] = useState(shiftId);
  const [pins, setPins] = useState({ gives: '', takes: '' });
  const [isSigning, setSigning] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const others = officers.filter(
    (one) => one.officerId !== officerId && may(one.role, 'close-shift'),
  );
  const taker = others.find((one) => one.officerId === to) ?? others[0];
  const me = officers.find((one) => one.officerId === officerId)?.name ?? officerId;

  const sign = async () => {
    if (taker === undefined || isSigning) return;
    setSigning(true);
    const signed = await handOverShift(tablet, {
      shiftId,
      into,
      givesPin: pins.gives,
      takes: { officerId: taker.officerId, pin: pins.takes },
    });
    setSigning(false);
    setPins({ gives: '', takes: '' });
    if (signed.ok) {
      setTrouble(null);
      sync.wake('saved');
      dialog.current?.close();
      return;
    }
    const { side, failure } = signed.error;
    const params = 'params' in failure ? failure.params : {};
    setTrouble(say(`change.trouble.${side}`, { why: say(failure.code, params) }));
  };

  return (
    <>
      <Button size="lane" onClick={() => dialog.current?.showModal()}>
        {say('change.title')}
      </Button>
      <dialog ref={dialog} className={styles.change} aria-label={say('change.title')}>
        <h2>{say('change.title')}</h2>
        {taker === undefined ? (
          <p>{say('change.nobody')}</p>
        ) : (
          <form
            className={styles.open}
            onSubmit={(event) => {
              event.preventDefault();
              void sign();
            }}
          >
            <p>{say('change.text')}</p>
            <label className={styles.choice}>
              {say('change.into')}
              <select value={into} onChange={(event) => setInto(event.target.value)}>
                {intoWhich(shiftId).map((id) => (
                  <option key={id} value={id}>
                    {shiftWords(say, id)}
                  </option>
                ))}
              </select>
            </label>
            <PinField
              label={say('change.gives', { name: me })}
              value={pins.gives}
              onChange={(gives) => setPins({ ...pins, gives })}
            />
            <label className={styles.choice}>
              {say('change.to')}
              <select value={taker.officerId} onChange={(event) => setTo(event.target.value)}>
                {others.map((one) => (
                  <option key={one.officerId} value={one.officerId}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
            <PinField
              label={say('change.takes')}
              value={pins.takes}
              onChange={(takes) => setPins({ ...pins, takes })}
            />
            {trouble && <Note tone="alert">{trouble}</Note>}
            <Button
              type="submit"
              tone="action"
              size="lane"
              disabled={isSigning || pins.gives === '' || pins.takes === ''}
            >
              {say('change.sign')}
            </Button>
          </form>
        )}
        <Button size="lane" onClick={() => dialog.current?.close()}>
          {say('open.cancel')}
        </Button>
      </dialog>
    </>
  );
};
