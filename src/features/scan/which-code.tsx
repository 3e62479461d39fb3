import type { Assessment } from '#domain/lane/assess-person.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import styles from './scan-screen.module.css';

type WhichCodeProps = {
  /** Whose codes were in one frame; at least two. */
  people: readonly Assessment[];
  onOne: (chosen: Assessment) => void;
  onAll: () => void;
};

/** Several codes in one frame may be several people, or one and a stranger's behind them: only the officer sees it. */
export const WhichCode = ({ people, onOne, onAll }: WhichCodeProps) => {
  const say = useWords();
  return (
    <div className={styles.which} role="group" aria-label={say('lane.which')}>
      <Note tone="warn">{say('lane.which')}</Note>
      {people.map((assessed) => {
        const [first] = assessed.person.codes;
        if (!first) return null;
        const name = assessed.subject?.name ?? say(`scan.kind.${first.code.kind}`);
        return (
          <Button key={first.text} size="lane" onClick={() => onOne(assessed)}>
            {name}
          </Button>
        );
      })}
      <Button size="lane" tone="action" onClick={onAll}>
        {say('lane.which.all')}
      </Button>
    </div>
  );
};
