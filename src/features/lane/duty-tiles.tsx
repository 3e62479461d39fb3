import { Link } from 'wouter';
import { useWords } from '../../i18n/use-words.ts';
import type { Duty } from '../duties.ts';
import styles from './duty-tiles.module.css';

/** Home of who works at a desk and not in the lane: each desk is one tap away. */
export const DutyTiles = ({ duties }: { duties: readonly Duty[] }) => {
  const say = useWords();
  return (
    <ul className={styles.tiles}>
      {duties.map(({ to, label, text, icon: Icon }) => (
        <li key={to}>
          <Link href={to} className={styles.tile ?? ''}>
            <Icon size={40} strokeWidth={1.6} aria-hidden="true" />
            <strong>{say(label)}</strong>
            <span>{say(text)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
};
