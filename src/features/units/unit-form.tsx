import { useState } from 'react';
import { parseUnitRows, type UnitFault } from '#domain/unit/parse-unit-rows.ts';
import { columnKeys, unitsToRows, type UnitColumn } from '#domain/unit/unit-sheet.ts';
import { unitKinds, type Unit } from '#domain/unit/unit.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import styles from './units-screen.module.css';
import { useSetUnits } from './use-set-units.ts';

type UnitFormProps = {
  /** Null: a new one. */
  unit: Unit | null;
  onSaved: (unit: Unit) => void;
  onCancel: () => void;
};

const blank: Unit = { unitId: '', kind: 'patrol-team', name: '', district: '', facing: '' };

/** One unit field by field; read by the same rules as a row of the spreadsheet. */
export const UnitForm = ({ unit, onSaved, onCancel }: UnitFormProps) => {
  const say = useWords();
  const { busy, trouble, ask } = useSetUnits();
  const [headings = [], first = []] = unitsToRows([unit ?? blank]);
  const [cells, setCells] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(columnKeys.map((key, index) => [key, first[index] ?? ''])),
  );
  const [faults, setFaults] = useState<readonly UnitFault[]>([]);
  const save = async () => {
    const row = columnKeys.map((key) => cells[key] ?? '');
    const { units, faults: found } = parseUnitRows([headings, row]);
    setFaults(found);
    const [wanted] = units;
    if (wanted === undefined) return;
    if ((await ask([wanted], false)) !== null) onSaved(wanted);
  };
  const put = (key: UnitColumn, text: string) => setCells((before) => ({ ...before, [key]: text }));

  return (
    <div className={styles.panel}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className={styles.fields}>
          {columnKeys.map((key) => {
            const fault = faults.find(({ column }) => column === key);
            return (
              <label key={key} className={styles.field}>
                {say(`units.column.${key}`)}
                {key === 'kind' ? (
                  <select
                    value={cells[key]}
                    onChange={(event) => put(key, event.currentTarget.value)}
                  >
                    {unitKinds.map((kind) => {
                      const [, [, word = ''] = []] = unitsToRows([{ ...blank, kind }]);
                      return (
                        <option key={kind} value={word}>
                          {say(`units.kind.${kind}`)}
                        </option>
                      );
                    })}
                  </select>
                ) : (
                  <input
                    value={cells[key] ?? ''}
                    autoComplete="off"
                    spellCheck={false}
                    // Under another id it would be another unit.
                    disabled={key === 'unitId' && unit !== null}
                    aria-invalid={fault !== undefined}
                    onChange={(event) => put(key, event.currentTarget.value)}
                  />
                )}
                <span className={styles.fault}>
                  {fault && say(fault.code, { text: fault.text })}
                </span>
              </label>
            );
          })}
        </div>
        {trouble !== null && !needsSecondFactor(trouble) && (
          <Note tone="alert">{say(trouble)}</Note>
        )}
        <div className={styles.deeds}>
          <Button type="submit" tone="action" disabled={busy}>
            {say('units.save')}
          </Button>
          <Button onClick={onCancel}>{say('units.cancel')}</Button>
        </div>
      </form>
      {trouble !== null && needsSecondFactor(trouble) && (
        <SecondFactor onProven={() => void save()} />
      )}
    </div>
  );
};
