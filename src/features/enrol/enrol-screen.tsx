import { ScanLine } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useLocation } from 'wouter';
import type { Unit } from '#domain/unit/unit.ts';
import { enrolTablet } from '../../actions/enrol-tablet.ts';
import { useWords } from '../../i18n/use-words.ts';
import { askForLastingStorage } from '../../platform/lasting-storage.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { paths } from '../paths.ts';
import { useServices } from '../services.ts';
import { CodeCamera } from './code-camera.tsx';
import styles from './enrol-screen.module.css';

const readText = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

type Offer = { units: readonly Unit[]; demo: boolean };

/** A tablet's first minute, or its way back to a server that lost it: nothing it holds is touched. */
export const EnrolScreen = () => {
  const say = useWords();
  const { tablet, transport, sync } = useServices();
  const [, navigate] = useLocation();
  const [offer, setOffer] = useState<Offer | 'asking' | 'offline'>('asking');
  const [attempt, setAttempt] = useState(0);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const [isScanning, setScanning] = useState(false);
  const codeInput = useRef<HTMLInputElement>(null);

  useEffect(() => {
    let current = true;
    void Promise.all([transport.units(), transport.about()]).then(([units, about]) => {
      if (!current) return;
      setOffer(
        units.ok && about.ok ? { units: units.value.units, demo: about.value.demo } : 'offline',
      );
    });
    return () => {
      current = false;
    };
  }, [transport, attempt]);

  const takeCode = useCallback((code: string) => {
    if (codeInput.current) codeInput.current.value = code;
    setScanning(false);
    setTrouble(null);
  }, []);

  const enrol = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => readText(form, name);
    if (text('unitId') === '') {
      setTrouble(say('enrol.no-unit'));
      return;
    }
    setWorking(true);
    setTrouble(null);
    const outcome = await enrolTablet(tablet, {
      code: text('code'),
      unitId: text('unitId'),
      deviceName: text('deviceName'),
      laneDirection: text('direction') === 'out' ? 'out' : 'in',
    });
    setWorking(false);
    if (!outcome.ok) {
      setTrouble(say(outcome.error.code));
      return;
    }
    // What was delivered to a server that is gone is unsent again, before any screen says otherwise.
    await sync.adopt(outcome.value);
    sync.wake('asked');
    navigate(paths.lane);
    await askForLastingStorage();
  };

  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={(event) => void enrol(event)}>
        <h1>{say('enrol.title')}</h1>
        <p className={styles.soft}>{say('enrol.text')}</p>
        {offer === 'offline' && (
          <Note tone="warn">
            <p>{say('enrol.offline')}</p>
            <Button
              onClick={() => {
                setOffer('asking');
                setAttempt(attempt + 1);
              }}
            >
              {say('enrol.retry')}
            </Button>
          </Note>
        )}
        {typeof offer === 'object' && (
          <>
            {offer.demo && <Note>{say('enrol.demo')}</Note>}
            <label>
              <span>{say('enrol.unit')}</span>
              <select name="unitId" defaultValue="">
                <option value="" disabled />
                {offer.units.map((unit) => (
                  <option key={unit.unitId} value={unit.unitId}>
                    {unit.name}
                    {unit.district && ` · ${unit.district}`}
                  </option>
                ))}
              </select>
            </label>
            <label>
              <span>{say('enrol.device-name')}</span>
              <input
                name="deviceName"
                required
                maxLength={40}
                placeholder={say('enrol.device-name.hint')}
                autoComplete="off"
              />
            </label>
            <label>
              <span>{say('enrol.direction')}</span>
              <select name="direction" defaultValue="in">
                <option value="in">{say('answer.direction.in')}</option>
                <option value="out">{say('answer.direction.out')}</option>
              </select>
            </label>
            <label>
              <span>{say('enrol.code')}</span>
              <input
                ref={codeInput}
                name="code"
                required
                maxLength={40}
                placeholder={say('enrol.code.hint')}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
              />
            </label>
            {isScanning ? (
              <CodeCamera onCode={takeCode} onClose={() => setScanning(false)} />
            ) : (
              <Button onClick={() => setScanning(true)}>
                <ScanLine size={22} aria-hidden="true" /> {say('enrol.scan')}
              </Button>
            )}
            {trouble && <Note tone="alert">{trouble}</Note>}
            <Button type="submit" tone="action" size="lane" disabled={working}>
              {say(working ? 'enrol.working' : 'enrol.go')}
            </Button>
          </>
        )}
      </form>
    </main>
  );
};
