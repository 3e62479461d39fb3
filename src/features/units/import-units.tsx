import { useState } from 'react';
import { parseUnitRows, type ParsedUnits } from '#domain/unit/parse-unit-rows.ts';
import type { Unit } from '#domain/unit/unit.ts';
import type { UnitsSetResponse } from '#protocol/units.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readTable } from '../../platform/workbook.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import { FaultTable } from './fault-table.tsx';
import styles from './units-screen.module.css';
import { useSetUnits } from './use-set-units.ts';

type Stage =
  | { readonly is: 'choosing' }
  | { readonly is: 'unreadable' }
  | { readonly is: 'faulty'; readonly faults: ParsedUnits['faults'] }
  | { readonly is: 'read'; readonly units: readonly Unit[]; readonly plan: UnitsSetResponse | null }
  | { readonly is: 'done'; readonly told: UnitsSetResponse };

/** A file is read, every fault shown by its row; what it would change is shown before anything is written. */
export const ImportUnits = () => {
  const say = useWords();
  const { busy, trouble, ask } = useSetUnits();
  const [stage, setStage] = useState<Stage>({ is: 'choosing' });

  const preview = async (units: readonly Unit[]) =>
    setStage({ is: 'read', units, plan: await ask(units, true) });
  const read = async (file: File) => {
    const rows = await readTable(file);
    if (rows === null) {
      setStage({ is: 'unreadable' });
      return;
    }
    const { units, faults } = parseUnitRows(rows);
    if (faults.length > 0) setStage({ is: 'faulty', faults });
    else await preview(units);
  };
  const apply = async (units: readonly Unit[]) => {
    const told = await ask(units, false);
    if (told !== null) setStage({ is: 'done', told });
  };
  const plan = stage.is === 'read' ? stage.plan : null;
  const count = plan === null ? 0 : plan.added.length + plan.changed.length;
  const numbers = (told: UnitsSetResponse) => ({
    added: told.added.length,
    changed: told.changed.length,
    same: told.same,
  });

  return (
    <section className={styles.panel} aria-label={say('units.import.title')}>
      <h2>{say('units.import.title')}</h2>
      <p className={styles.soft}>{say('units.import.text')}</p>
      <label className={styles.file}>
        {say('units.import.choose')}
        <input
          className="visually-hidden"
          type="file"
          accept=".xlsx,.csv,text/csv"
          disabled={busy}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            // The same file may be chosen again once it was mended.
            event.currentTarget.value = '';
            if (file !== undefined) void read(file);
          }}
        />
      </label>
      {stage.is === 'unreadable' && <Note tone="alert">{say('units.import.unreadable')}</Note>}
      {stage.is === 'faulty' && <FaultTable faults={stage.faults} />}
      {trouble !== null && needsSecondFactor(trouble) && stage.is === 'read' && (
        <SecondFactor
          onProven={() => void (plan === null ? preview(stage.units) : apply(stage.units))}
        />
      )}
      {trouble !== null && !needsSecondFactor(trouble) && <Note tone="alert">{say(trouble)}</Note>}
      {stage.is === 'read' && plan !== null && (
        <>
          <Note>
            {say(count === 0 ? 'units.import.nothing' : 'units.import.preview', numbers(plan))}
          </Note>
          {plan.added.length > 0 && (
            <p className={styles.soft}>{say('units.import.new-officers')}</p>
          )}
          {count > 0 && (
            <Button
              tone="action"
              size="lane"
              disabled={busy}
              onClick={() => void apply(stage.units)}
            >
              {say('units.import.apply', { count })}
            </Button>
          )}
        </>
      )}
      {stage.is === 'done' && <Note>{say('units.import.done', numbers(stage.told))}</Note>}
    </section>
  );
};
