import { ArrowLeft, Download, QrCode, Share2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../i18n/use-words.ts';
import { saveFile } from '../../platform/save-file.ts';
import { shareFile } from '../../platform/share-file.ts';
import { readDelivery } from '../../store/read-delivery.ts';
import { readDevice } from '../../store/read-device.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { readHandedOver, type Handing } from './handed-over.ts';
import styles from './hand-over-screen.module.css';
import { ReceiptPart } from './receipt-part.tsx';
import { ShownCodes } from './shown-codes.tsx';

const fileType = 'application/octet-stream';

const fileNameOf = (deviceName: string, nowMs: number): string => {
  const name = deviceName.normalize('NFC').replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  const moment = new Date(nowMs).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
  return `${name}-${moment}.chot`;
};

/** What this tablet holds and the server does not, into other hands. Nobody need be signed in. */
export const HandOverScreen = ({ home }: { home: string }) => {
  const say = useWords();
  const { tablet } = useServices();
  const [shown, setShown] = useState<Handing | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const state = useLiveQuery(tablet.db, async (live) => ({
    delivery: await readDelivery(live),
    device: await readDevice(live),
  }));
  if (!state?.device) return null;
  const { delivery, device } = state;

  const write = async (give: (handing: Handing) => Promise<void> | void) => {
    setSaved(false);
    const handed = await readHandedOver(tablet);
    setTrouble(handed.ok ? null : say(handed.error.code));
    if (handed.ok) await give(handed.value);
  };
  const name = () => fileNameOf(device.deviceName, tablet.clock.wallMs());
  const save = () =>
    write(({ bytes }) => {
      saveFile(name(), fileType, bytes);
      setSaved(true);
    });
  const share = () =>
    write(async ({ bytes }) => {
      await shareFile(new File([bytes], name(), { type: fileType }))?.();
    });
  const canShare = shareFile(new File(['.'], 'x.chot', { type: fileType })) !== null;

  if (shown) {
    return (
      <section className={styles.screen}>
        <h1>{say('handover.title')}</h1>
        <ShownCodes handing={shown} onDone={() => setShown(null)} />
      </section>
    );
  }
  return (
    <section className={styles.screen}>
      <Link href={home} className={styles.back ?? ''}>
        <ArrowLeft size={22} aria-hidden="true" /> {say('handover.back')}
      </Link>
      <h1>{say('handover.title')}</h1>
      <section className={styles.part}>
        <h2>{say('handover.give.title')}</h2>
        <p className={`${styles.count} numbers`} data-testid="handover-count">
          {say('handover.give.count', {
            records: delivery.unsentRecords,
            entries: delivery.unsentEntries,
            name: device.deviceName,
          })}
        </p>
        <p>{say('handover.give.text')}</p>
        <div className={styles.choices}>
          <Button
            tone="action"
            size="lane"
            disabled={delivery.unsentEntries === 0}
            onClick={() => void write(setShown)}
          >
            <QrCode aria-hidden="true" /> {say('handover.give.codes')}
          </Button>
          <Button size="lane" disabled={delivery.unsentEntries === 0} onClick={() => void save()}>
            <Download aria-hidden="true" /> {say('handover.give.save')}
          </Button>
          {canShare && (
            <Button
              size="lane"
              disabled={delivery.unsentEntries === 0}
              onClick={() => void share()}
            >
              <Share2 aria-hidden="true" /> {say('handover.give.share')}
            </Button>
          )}
        </div>
        {trouble && <Note tone="alert">{trouble}</Note>}
        {isSaved && <Note>{say('handover.give.saved')}</Note>}
      </section>
      <ReceiptPart />
    </section>
  );
};
