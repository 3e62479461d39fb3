import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { FieldKey } from '#domain/declaration/form.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import styles from './paper-rail.module.css';

const shownAtFirst = 3;

type RailWarningsProps = { keys: readonly FieldKey[]; onGoTo: (key: FieldKey) => void };

/** Doubtful answers: the first three by name, the rest on asking; on a phone one button with their count. */
export const RailWarnings = ({ keys, onGoTo }: RailWarningsProps) => {
  const say = useWords();
  const [unfolded, setUnfolded] = useState(false);
  const [visited, setVisited] = useState(0);
  const [next = keys[0]] = keys.slice(visited % Math.max(keys.length, 1));
  if (next === undefined) return null;
  const folded = unfolded ? 0 : keys.length - shownAtFirst;
  return (
    <>
      <ul className={styles.warnings}>
        {keys.slice(0, unfolded ? keys.length : shownAtFirst).map((key) => (
          <li key={key}>
            <button type="button" className={styles.warning} onClick={() => onGoTo(key)}>
              {say(`field.${key}`)}
            </button>
          </li>
        ))}
        {folded > 0 && (
          <li>
            <Button className={styles.unfold ?? ''} onClick={() => setUnfolded(true)}>
              {say('paper.more-warnings', { count: folded })}
            </Button>
          </li>
        )}
      </ul>
      <button
        type="button"
        className={`${styles.warning} ${styles.counted}`}
        aria-label={say('paper.see-warnings', { count: keys.length })}
        onClick={() => {
          setVisited(visited + 1);
          onGoTo(next);
        }}
      >
        <TriangleAlert size={20} aria-hidden="true" />
        <span className="numbers">{keys.length}</span>
      </button>
    </>
  );
};
