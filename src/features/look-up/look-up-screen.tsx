import { useState } from 'react';
import { parsePhone } from '#domain/identity/phone.ts';
import type { PersonSearch } from '#protocol/persons.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readUnits } from '../../store/read-units.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { FoundPerson } from './found-person.tsx';
import styles from './look-up-screen.module.css';
import { useLookUp } from './use-look-up.ts';

const dayMs = 86_400_000;
const ways = ['number', 'phone', 'plate', 'name'] as const;
type Way = (typeof ways)[number];
const spans = [1, 7, 31] as const;

/** What is asked of the server, or null when what was typed cannot be meant. */
const whoOf = (way: Way, typed: string): PersonSearch['who'] | null => {
  if (way === 'number') return { number: typed };
  if (way === 'plate') return { plate: typed };
  if (way === 'name') return { name: typed };
  const phone = parsePhone(typed);
  return phone === null ? null : { phone };
};

/** Finds a person among all that the server holds; each look is noted. */
export const LookUpScreen = () => {
  const say = useWords();
  const { tablet } = useServices();
  const [way, setWay] = useState<Way>('number');
  const [days, setDays] = useState<(typeof spans)[number]>(1);
  const [typed, setTyped] = useState('');
  const [isMistyped, setIsMistyped] = useState(false);
  const lookUp = useLookUp();
  const units = useLiveQuery(tablet.db, (live) => readUnits(live), [], []);
  const find = () => {
    const who = whoOf(way, typed.trim());
    setIsMistyped(who === null);
    if (who === null) return;
    const throughMs = tablet.clock.wallMs();
    lookUp.find({ who, fromMs: throughMs - days * dayMs, throughMs });
  };

  return (
    <section className={styles.lookUp}>
      <h1>{say('look-up.title')}</h1>
      <p className={styles.soft}>{say('look-up.text')}</p>
      <form
        className={styles.ask}
        onSubmit={(event) => {
          event.preventDefault();
          find();
        }}
      >
        <fieldset className={styles.choices}>
          <legend>{say('look-up.by')}</legend>
          {ways.map((one) => (
            <label key={one}>
              <input type="radio" name="way" checked={way === one} onChange={() => setWay(one)} />
              {say(`look-up.by.${one}`)}
            </label>
          ))}
        </fieldset>
        <fieldset className={styles.choices}>
          <legend>{say('look-up.span')}</legend>
          {spans.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="span"
                checked={days === one}
                onChange={() => setDays(one)}
              />
              {say(`look-up.span.${one}`)}
            </label>
          ))}
        </fieldset>
        <div className={styles.line}>
          <input
            lang="vi"
            aria-label={say(`look-up.by.${way}`)}
            autoComplete="off"
            spellCheck={false}
            inputMode={way === 'phone' ? 'tel' : 'text'}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button
            type="submit"
            tone="action"
            size="lane"
            disabled={lookUp.state === 'asking' || typed.trim().length < 2}
          >
            {say('look-up.find')}
          </Button>
        </div>
      </form>
      <div aria-live="polite">
        {isMistyped && <Note tone="warn">{say('look-up.bad-phone')}</Note>}
        {lookUp.state === 'asking' && <p>{say('look-up.asking')}</p>}
        {lookUp.trouble !== null &&
          (needsSecondFactor(lookUp.trouble) ? (
            <SecondFactor onProven={lookUp.again} />
          ) : (
            <Note tone="alert">{say(lookUp.trouble)}</Note>
          ))}
        {lookUp.answer?.found.length === 0 && <p>{say('look-up.nothing')}</p>}
      </div>
      <ul className={styles.found} aria-label={say('look-up.results')}>
        {lookUp.answer?.found.map((person) => (
          <FoundPerson
            key={person.recordId}
            person={person}
            unit={units.find(({ unitId }) => unitId === person.unitId)?.name ?? person.unitId}
          />
        ))}
      </ul>
      {lookUp.answer?.more && (
        <Button disabled={lookUp.state === 'asking'} onClick={lookUp.more}>
          {say('look-up.more')}
        </Button>
      )}
    </section>
  );
};
