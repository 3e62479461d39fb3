import { useWords } from '../../i18n/use-words.ts';
import styles from './trace-screen.module.css';

const choices = [2, 5, 10, 15, 30, 60] as const;

/** How far apart still counts as near. */
export const MinutesChoice = ({
  minutes,
  onChoose,
}: {
  minutes: number;
  onChoose: (minutes: number) => void;
}) => {
  const say = useWords();
  return (
    <label className={styles.choice}>
      {say('trace.enter.minutes')}
      <select value={minutes} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
        {choices.map((one) => (
          <option key={one} value={one}>
            {say('trace.minutes', { count: one })}
          </option>
        ))}
      </select>
    </label>
  );
};
