import { useLiveQuery } from 'dexie-react-hooks';
import { ImageUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useHistoryState } from 'wouter/use-browser-location';
import { useWords } from '../../i18n/use-words.ts';
import { readRecord } from '../../store/list-records.ts';
import type { SaveFailure } from '../../store/save-failure.ts';
import { Button } from '../../ui/button.tsx';
import { DeliveryMark } from '../../ui/delivery-mark.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import { ScanAnswer } from './scan-answer.tsx';
import styles from './scan-screen.module.css';
import { useBeginDraft } from './use-begin-draft.ts';
import { useCamera } from '../use-camera.ts';
import { useCodeHand } from './use-code-hand.ts';

const viewId = 'scan-camera';

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
  const fileInput = useRef<HTMLInputElement>(null);

  const camera = useCamera(viewId, { onOpen: watch, onText: see });

  const readImage = async (image: File) => {
    const { readQrFromImage } = await import('../../platform/qr/qr-camera.ts');
    const text = await readQrFromImage(image);
    setNothingFound(text === null);
    if (text !== null) take(text);
  };
  const goOn = async (text: string) => {
    const reason = await beginDraft(text);
    setTrouble(reason);
    if (reason === null) putAway();
  };

  return (
    <div className={styles.scan}>
      <section className={styles.camera} aria-label={say('scan.title')}>
        <div id={viewId} className={styles.view} />
        <p className={styles.aim} aria-live="polite">
          {camera.state === 'starting' && say('scan.starting')}
          {camera.state === 'watching' && say('scan.aim')}
        </p>
        {camera.state !== 'starting' && camera.state !== 'watching' && (
          <div className={styles.fault}>
            <Note tone="warn">{say(camera.state)}</Note>
            <Button onClick={camera.reopen}>{say('scan.camera.retry')}</Button>
          </div>
        )}
        <Button className={styles.file ?? ''} onClick={() => fileInput.current?.click()}>
          <ImageUp size={22} aria-hidden="true" />
          {say('scan.file')}
        </Button>
        <input
          ref={fileInput}
          type="file"
          accept="image/*"
          hidden
          aria-label={say('scan.file')}
          onChange={(event) => {
            const [image] = event.target.files ?? [];
            event.target.value = '';
            if (image) void readImage(image);
          }}
        />
      </section>
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
