import type { Sheet } from '#domain/paper/fold-ledger.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './pads-screen.module.css';

const states = ['issued', 'handed-out', 'typed', 'returned', 'spoiled'] as const;

/** How many sheets are where. */
export const StateCounts = ({ sheets }: { sheets: readonly Sheet[] }) => {
  const say = useWords();
  return (
    <span className={styles.counts}>
      {states
        .map((state) => ({ state, count: sheets.filter((sheet) => sheet.state === state).length }))
        .filter(({ count }) => count > 0)
        .map(({ state, count }) => (
          <span key={state} className={styles[state]}>
            {say(`pads.state.${state}`)} <b>{count}</b>
          </span>
        ))}
    </span>
  );
};
