import { Gauge } from 'lucide-react';
import { Link } from 'wouter';
import { useWords } from '../i18n/use-words.ts';
import styles from './hand-over-link.module.css';
import { paths } from './paths.ts';

/** To the board of all units. */
export const BoardLink = () => {
  const say = useWords();
  return (
    <Link href={paths.board} className={styles.link ?? ''}>
      <Gauge size={22} aria-hidden="true" /> {say('board.title')}
    </Link>
  );
};
