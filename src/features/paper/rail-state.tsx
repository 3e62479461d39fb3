import { ArrowRight } from 'lucide-react';
import type { FieldKey } from '#domain/declaration/form.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './paper-rail.module.css';

type RailStateProps = {
  missing: readonly FieldKey[];
  blocked: readonly FieldKey[];
  onGoTo: (key: FieldKey) => void;
};

/** How much still stands between the sheet and keeping it; pressed, it leads to the first of it. */
export const RailState = ({ missing, blocked, onGoTo }: RailStateProps) => {
  const say = useWords();
  const [firstFault] = [...blocked, ...missing];
  if (firstFault === undefined) {
    return <p className={`${styles.state} ${styles.done}`}>{say('paper.nothing-missing')}</p>;
  }
  return (
    <button
      type="button"
      className={`${styles.state} ${styles.open}`}
      title={say('paper.first-missing')}
      onClick={() => onGoTo(firstFault)}
    >
      <span>
        {blocked.length > 0 && (
          <strong className={styles.blocked}>
            {say('paper.blocked', { count: blocked.length })}
          </strong>
        )}
        {missing.length > 0 && <span>{say('paper.missing', { count: missing.length })}</span>}
      </span>
      <ArrowRight size={20} aria-hidden="true" />
    </button>
  );
};
