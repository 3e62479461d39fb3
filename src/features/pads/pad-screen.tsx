import { ArrowLeft, Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { sheetsToRuns } from '#domain/paper/sheet-runs.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { paths } from '../paths.ts';
import { HandlingForm } from './handling-form.tsx';
import { MissingNotes } from './missing-notes.tsx';
import { PrintedPad } from './printed-pad.tsx';
import { PrintedSheet } from './printed-sheet.tsx';
import { StateCounts } from './state-counts.tsx';
import styles from './pads-screen.module.css';
import { usePads } from './use-pads.ts';

/** One pad: its preview and print, what became of each sheet, and what is to be noted of some. */
export const PadScreen = ({ padId }: { padId: string }) => {
  const say = useWords();
  const state = usePads();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    // The pages must be there, with their letters, before the printer looks. They stay until the screen is left:
    // some browsers say that they have printed before they have looked.
    if (asked > 0) void document.fonts.ready.then(() => window.print());
  }, [asked]);
  const pad = state?.ledger.pads.find((one) => one.padId === padId);
  if (!state || !pad) return null;
  const { nameOf, unitName, officers } = state;
  const serials = pad.sheets.map(({ serial }) => serial);
  return (
    <section className={styles.pads}>
      <Link href={paths.pads} className={styles.back ?? ''}>
        <ArrowLeft size={20} aria-hidden="true" /> {say('pads.back')}
      </Link>
      <header className={styles.head}>
        <div>
          <h1 className="numbers">
            {serials[0]} – {serials.at(-1)}
          </h1>
          <StateCounts sheets={pad.sheets} />
        </div>
        <Button tone="action" size="lane" onClick={() => setAsked(asked + 1)}>
          <Printer size={24} aria-hidden="true" /> {say('pads.print')}
        </Button>
      </header>
      <p>{say('pads.print.text')}</p>
      <MissingNotes ledger={{ pads: [pad], strays: [] }} nameOf={nameOf} />
      <HandlingForm pad={pad} officers={officers} />
      <h2>{say('pads.sheets')}</h2>
      <ul className={`${styles.runs} numbers`} data-testid="runs">
        {sheetsToRuns(pad.sheets).map((run) => (
          <li key={run.first}>
            <strong>
              <span className={styles.serial}>{run.first}</span>
              {run.first !== run.last && (
                <>
                  {' – '}
                  <span className={styles.serial}>{run.last}</span>
                </>
              )}
            </strong>
            <span>{say('pads.run', { count: run.count })}</span>
            <span className={styles[run.state]}>
              {say(`pads.state.${run.state}`)}
              {run.holder !== null && ` · ${nameOf(run.holder)}`}
              {run.reason !== null && ` · ${say(`answer.spoilReason.${run.reason}`)}`}
            </span>
          </li>
        ))}
      </ul>
      <h2>{say('pads.preview')}</h2>
      <div className={styles.preview} aria-hidden="true">
        {(['front', 'back'] as const).map((side) => (
          <div key={side} className={styles.scaled}>
            <PrintedSheet serial={serials[0] ?? ''} unitName={unitName} side={side} />
          </div>
        ))}
      </div>
      {asked > 0 && <PrintedPad serials={serials} paper={pad.paper} unitName={unitName} />}
    </section>
  );
};
