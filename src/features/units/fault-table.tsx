import type { UnitFault } from '#domain/unit/parse-unit-rows.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Note } from '../../ui/note.tsx';
import styles from './units-screen.module.css';

/** More than anybody mends before looking again. */
const faultsShown = 200;

/** What is wrong with a spreadsheet, row by row. */
export const FaultTable = ({ faults }: { faults: readonly UnitFault[] }) => {
  const say = useWords();
  const left = faults.length - faultsShown;
  return (
    <>
      <Note tone="alert">{say('units.import.faults', { count: faults.length })}</Note>
      <div className={styles.scroll}>
        <table className={styles.faults}>
          <thead>
            <tr>
              <th scope="col">{say('units.import.row')}</th>
              <th scope="col">{say('units.import.column')}</th>
              <th scope="col">{say('units.import.fault')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.slice(0, faultsShown).map(({ code, row, column, text }) => (
              <tr key={`${row} ${column} ${code}`}>
                <td className="numbers">{row}</td>
                <td>{column === null ? '–' : say(`units.column.${column}`)}</td>
                <td>{say(code, { text })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && <p>{say('units.import.more-faults', { count: left })}</p>}
    </>
  );
};
