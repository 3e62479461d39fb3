import { useCallback, useEffect, useMemo, useState } from 'react';
import { showAsPictures } from '#domain/carry/picture-run.ts';
import { useWords } from '../../i18n/use-words.ts';
import { keepScreenAwake } from '../../platform/wake-lock.ts';
import { Button } from '../../ui/button.tsx';
import { MovingCode } from '../../ui/moving-code.tsx';
import { Note } from '../../ui/note.tsx';
import { nextCodeToShow, noteCodeShown, type Handing } from './handed-over.ts';
import styles from './hand-over-screen.module.css';

/** Measured (docs/BENCHMARKS.md, handover); the slow one for a camera that cannot follow. */
const codesPerS = { usual: 12, slow: 5 } as const;

/** The whole file as codes, without end, until whoever reads them has enough. */
export const ShownCodes = ({ handing, onDone }: { handing: Handing; onDone: () => void }) => {
  const say = useWords();
  const [isSlow, setSlow] = useState(false);
  const [shown, setShown] = useState(0);
  const run = useMemo(() => showAsPictures(handing.bytes), [handing]);
  const [from, setFrom] = useState(nextCodeToShow);
  useEffect(keepScreenAwake, []);
  const note = useCallback((seq: number) => {
    noteCodeShown(seq);
    setShown((count) => count + 1);
  }, []);
  if (run === null) {
    return (
      <>
        <Note tone="warn">{say('handover.codes.too-long')}</Note>
        <Button onClick={onDone}>{say('handover.codes.done')}</Button>
      </>
    );
  }
  const changePace = () => {
    setFrom(nextCodeToShow());
    setSlow(!isSlow);
  };
  const seconds = Math.ceil(run.least / codesPerS[isSlow ? 'slow' : 'usual']);
  return (
    <div className={styles.codes}>
      <div className={styles.code}>
        <MovingCode
          frameAt={run.frameAt}
          from={from}
          codesPerS={codesPerS[isSlow ? 'slow' : 'usual']}
          label={say('handover.codes.label')}
          onShown={note}
        />
      </div>
      <div className={styles.beside}>
        <p>{say('handover.codes.text')}</p>
        <p className="numbers">
          {say('handover.codes.time', { seconds, round: Math.floor(shown / run.least) + 1 })}
        </p>
        <Button size="lane" tone="action" onClick={onDone}>
          {say('handover.codes.done')}
        </Button>
        <Button aria-pressed={isSlow} onClick={changePace}>
          {say('handover.codes.slow')}
        </Button>
      </div>
    </div>
  );
};
