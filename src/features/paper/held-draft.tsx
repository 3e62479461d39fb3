import { useRef } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import styles from './held-draft.module.css';
import type { PaperDeskProps } from './paper-desk-props.ts';
import { PaperDesk } from './paper-desk.tsx';
import { useDraftHold } from './use-draft-hold.ts';

type HeldDraftProps = Omit<PaperDeskProps, 'giveWay' | 'writing'> & {
  /** No window gets the draft before it has ended. */
  settled: () => Promise<void>;
  onGone: () => void;
};

/** The desk over a draft that this window alone has open, or who has it and how to get it. */
export const HeldDraft = ({ settled, onGone, ...desk }: HeldDraftProps) => {
  const say = useWords();
  const giveWay = useRef<() => Promise<void>>(null);
  const writing = useRef<Promise<void>>(Promise.resolve());
  const { sheet, elsewhere, takeOver } = useDraftHold(desk.draft, {
    giveWay,
    settled: async () => {
      await settled();
      // By now the sheet has left the desk, and this is the last of it.
      await writing.current;
    },
    onGone,
  });
  if (sheet) return <PaperDesk {...desk} draft={sheet} giveWay={giveWay} writing={writing} />;
  if (!elsewhere) return null;
  return (
    <div className={styles.elsewhere}>
      <Note tone="warn">{say('paper.elsewhere')}</Note>
      <div className={styles.ways}>
        <Button tone="action" size="lane" onClick={takeOver}>
          {say('paper.elsewhere.take')}
        </Button>
        <Button size="lane" onClick={desk.onBlank}>
          {say('paper.new')}
        </Button>
      </div>
    </div>
  );
};
