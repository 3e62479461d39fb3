import { useState } from 'react';
import { shiftAt, shiftHours } from '#domain/shift/shift.ts';
import { failureCode } from '#protocol/call-failure.ts';
import { exportFormats, exportTypes, type ExportFormat } from '#protocol/export.ts';
import { formatDay, formatShiftHours } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { saveFile } from '../../platform/save-file.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import { useServices } from '../services.ts';
import styles from './unit-panel.module.css';

/** Two days of shifts. */
const shiftsOffered = 8;

/** Takes the records of one shift away as a table. */
export const UnitExport = ({ unitId, nowMs }: { unitId: string; nowMs: number }) => {
  const say = useWords();
  const { transport } = useServices();
  const shifts = Array.from({ length: shiftsOffered }, (_, back) =>
    shiftAt(unitId, nowMs - back * shiftHours * 3_600_000),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<FetchFailure['code'] | null>(null);
  const shiftId = chosen ?? shifts[0]?.shiftId ?? '';
  const take = async (format: ExportFormat) => {
    setBusy(true);
    setTrouble(null);
    setSaved(null);
    const answer = await transport.exportRecords({ unitId, shiftId, format });
    setBusy(false);
    if (!answer.ok) {
      setTrouble(failureCode(answer.error));
      return;
    }
    const { name, bytes } = answer.value;
    saveFile(name, exportTypes[format], bytes);
    setSaved(name);
  };
  const isBarred = trouble !== null && needsSecondFactor(trouble);
  return (
    <section className={styles.export} aria-label={say('export.title')}>
      <h3>{say('export.title')}</h3>
      <p className={styles.facts}>{say('export.text')}</p>
      <div className={styles.exportTools}>
        <select
          aria-label={say('export.shift')}
          value={shiftId}
          onChange={(event) => setChosen(event.target.value)}
        >
          {shifts.map((shift) => (
            <option key={shift.shiftId} value={shift.shiftId}>
              {formatDay(shift.startsAtMs)} · {formatShiftHours(shift)}
            </option>
          ))}
        </select>
        {exportFormats.map((format) => (
          <Button key={format} disabled={busy} onClick={() => void take(format)}>
            {say(`export.${format}`)}
          </Button>
        ))}
      </div>
      <div aria-live="polite">
        {busy && <p>{say('export.busy')}</p>}
        {saved !== null && <p>{say('export.done', { name: saved })}</p>}
        {trouble !== null && !isBarred && <Note tone="alert">{say(trouble)}</Note>}
        {isBarred && <SecondFactor onProven={() => setTrouble(null)} />}
      </div>
    </section>
  );
};
