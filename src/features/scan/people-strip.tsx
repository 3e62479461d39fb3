import type { Assessment } from '#domain/lane/assess-person.ts';
import { useWords } from '../../i18n/use-words.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import styles from './scan-screen.module.css';

type PeopleStripProps = {
  /** Read and not used yet, behind the one who is shown. */
  people: readonly Assessment[];
  onTake: (text: string) => void;
};

/** Who else has shown a code: each keeps their place until they are kept or put away. */
export const PeopleStrip = ({ people, onTake }: PeopleStripProps) => {
  const say = useWords();
  if (people.length === 0) return null;
  return (
    <ul className={styles.beside} aria-label={say('scan.beside')}>
      {people.map(({ person, subject, proposal, fits }) => {
        const [first] = person.codes;
        if (!first) return null;
        const name = subject?.name ?? say(`scan.kind.${first.code.kind}`);
        return (
          <li key={first.text}>
            <button type="button" className={styles.other} onClick={() => onTake(first.text)}>
              {proposal && <VerdictSign shape={proposal.verdict} size={28} />}
              <span>{say('scan.beside.see', { name })}</span>
              {!fits && <em>{say('lane.look')}</em>}
            </button>
          </li>
        );
      })}
    </ul>
  );
};
