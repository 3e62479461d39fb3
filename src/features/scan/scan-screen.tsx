import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useHistoryState } from 'wouter/use-browser-location';
import { useWords } from '../../i18n/use-words.ts';
import { readRecord } from '../../store/list-records.ts';
import type { SaveFailure } from '../../store/save-failure.ts';
import { DeliveryMark } from '../../ui/delivery-mark.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import { CameraView } from './camera-view.tsx';
import { ScanAnswer } from './scan-answer.tsx';
import styles from './scan-screen.module.css';
import { useBeginDraft } from './use-begin-draft.ts';
import { useCodeHand } from './use-code-hand.ts';

/** The browser keeps an address's state on the disk: an id, never a name. */
const keptIdOf = (state: unknown): string | null =>
  typeof state === 'object' && state !== null && 'keptId' in state ? String(state.keptId) : null;

/** The lane: the camera on one side and never stopping, on the other what the last code means. */
export const ScanScreen = () => {
  const say = useWords();
  const { db } = useServices().tablet;
  const keptId = keptIdOf(useHistoryState());
  const kept = useLiveQuery(
    async () => (keptId === null ? null : readRecord(db, keptId)),
    [db, keptId],
  );
  const { hand, see, watch, take, putAway } = useCodeHand();
  const [nothingFound, setNothingFound] = useState(false);
  const [trouble, setTrouble] = useState<SaveFailure['code'] | null>(null);
  const beginDraft = useBeginDraft();

  const readPicture = async (picture: File) => {
    const { readQrFromImage } = await import('../../platform/qr/qr-camera.ts');
    const texts = await readQrFromImage(picture);
    setNothingFound(texts.length === 0);
    for (const text of texts) take(text);
  };
  const goOn = async (text: string) => {
    const reason = await beginDraft(text);
    setTrouble(reason);
    if (reason === null) putAway();
  };

  return (
    <div className={styles.scan}>
      <CameraView onOpen={watch} onTexts={see} onPicture={(picture) => void readPicture(picture)} />
      <section className={styles.answer} aria-live="assertive" data-testid="scan-answer">
        {trouble && <Note tone="alert">{say(trouble)}</Note>}
        {nothingFound && <Note tone="warn">{say('scan.file.nothing')}</Note>}
        {kept && (
          <p className={styles.kept}>
            <DeliveryMark state="here" />
            {say('paper.kept', { name: kept.declaration.fullName })}
          </p>
        )}
        {hand.shown !== null ? (
          <ScanAnswer
            text={hand.shown}
            beside={hand.beside}
            onTake={take}
            onGoOn={(recognised) => void goOn(recognised)}
            onAgain={() => {
              setNothingFound(false);
              putAway();
            }}
          />
        ) : (
          <div className={styles.waiting}>
            <h2>{say('scan.waiting')}</h2>
            <p>{say(hand.putAway.length > 0 ? 'scan.waiting.other' : 'scan.waiting.text')}</p>
          </div>
        )}
      </section>
    </div>
  );
};
