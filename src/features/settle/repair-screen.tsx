import { useEffect, useState } from 'react';
import type { QuarantinedCase } from '#domain/repair/quarantined-case.ts';
import { failureCode } from '#protocol/call-failure.ts';
import type { QuarantineResponse } from '#protocol/settle.ts';
import { repairEntry, setAside, takeBackSetAside } from '../../actions/repair-entry.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import { useServices } from '../services.ts';
import { useSaying } from '../use-saying.ts';
import { QuarantineCard } from './quarantine-card.tsx';
import styles from './settle-screen.module.css';
import { useSettleWords } from './settle-words.ts';
import { useOfficerNames } from '../use-officer-names.ts';

/** What the unit sent and the server could not take up: what is wrong, to be said anew or set aside. */
export const RepairScreen = () => {
  const { tablet, transport } = useServices();
  const { trouble: refusal, speak } = useSaying();
  const words = useSettleWords(useOfficerNames());
  const { say, byWords } = words;
  const [told, setTold] = useState<QuarantineResponse | null>(null);
  const [trouble, setTrouble] = useState<FetchFailure['code'] | null>(null);
  /** Dealt with here since the server was asked. */
  const [said, setSaid] = useState<ReadonlySet<string>>(new Set());
  const ask = async () => {
    setTrouble(null);
    const outcome = await transport.quarantine();
    if (!outcome.ok) {
      setTrouble(failureCode(outcome.error));
      return;
    }
    setTold(outcome.value);
    setSaid(new Set());
  };
  useEffect(() => {
    void ask();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked once, when the screen opens
  }, []);
  const deal = async (one: QuarantinedCase, saying: Parameters<typeof speak>[0]) => {
    if (await speak(saying)) setSaid((before) => new Set(before).add(one.hash));
  };
  const cases = told?.cases.filter(({ hash }) => !said.has(hash)) ?? [];
  const open = cases.filter(({ settled }) => settled === null);
  const done = cases.filter(({ settled }) => settled !== null);

  return (
    <section className={styles.settle}>
      <h1>{say('repair.title')}</h1>
      <p className={styles.soft}>{say('repair.text')}</p>
      <div>
        <Button onClick={() => void ask()}>{say('repair.ask')}</Button>
      </div>
      <div aria-live="polite">
        {trouble !== null &&
          (needsSecondFactor(trouble) ? (
            <SecondFactor onProven={() => void ask()} />
          ) : (
            <Note tone="alert">{say(trouble)}</Note>
          ))}
        {refusal && <Note tone="alert">{say(refusal)}</Note>}
        {said.size > 0 && <Note>{say('repair.said', { count: said.size })}</Note>}
        {told !== null && open.length === 0 && <p>{say('repair.none')}</p>}
      </div>
      {open.length > 0 && (
        <>
          <h2>{say('repair.open', { count: open.length })}</h2>
          <ul className={styles.cases}>
            {open.map((one) => (
              <QuarantineCard
                key={one.hash}
                broken={one}
                words={words}
                onRepair={(typed) => void deal(one, repairEntry(tablet, one, typed))}
                onSetAside={(why, note) => void deal(one, setAside(tablet, one, why, note))}
              />
            ))}
          </ul>
        </>
      )}
      {done.length > 0 && (
        <>
          <h2>{say('repair.done', { count: done.length })}</h2>
          <ul className={styles.settled}>
            {done.map((one) => (
              <li key={one.hash}>
                <span>
                  <NameOf broken={one} />
                  {one.settled && say(`repair.outcome.${one.settled.outcome}`)}
                  <span className={`${styles.soft} numbers`}>
                    {one.settled && byWords({ ...one.settled, device: '' })}
                  </span>
                </span>
                {one.settled?.outcome === 'set-aside' && (
                  <Button onClick={() => void deal(one, takeBackSetAside(tablet, one))}>
                    {say('settle.undo')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

const NameOf = ({ broken: { values } }: { broken: QuarantinedCase }) => {
  const name = values?.['fullName'];
  return typeof name === 'string' ? <b className={styles.name}>{name} · </b> : null;
};
