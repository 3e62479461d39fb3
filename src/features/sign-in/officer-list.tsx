import type { Officer } from '#domain/officer/officer.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './sign-in-screen.module.css';

type OfficerListProps = {
  officers: readonly Officer[];
  onChoose: (officer: Officer) => void;
};

/** One tap on one's own name. */
export const OfficerList = ({ officers, onChoose }: OfficerListProps) => {
  const say = useWords();
  return (
    <ul className={styles.officers}>
      {officers.map((officer) => (
        <li key={officer.officerId}>
          <button type="button" className={styles.officer} onClick={() => onChoose(officer)}>
            <strong>{officer.name}</strong>
            <span>
              {say(`role.${officer.role}`)}
              {officer.unitId === null && ` · ${say('sign-in.city')}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
};
