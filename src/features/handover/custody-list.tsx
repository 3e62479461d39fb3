import { FileCheck, QrCode } from 'lucide-react';
import { useState } from 'react';
import { chotFileToBytes, receiptToText } from '#protocol/chot-file.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { isWordKey } from '../../i18n/words.ts';
import { saveFile } from '../../platform/save-file.ts';
import type { ParcelRow } from '../../store/rows.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { QrPicture } from '../../ui/qr-picture.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './hand-over-screen.module.css';

type Parcel = Omit<ParcelRow, 'bytes'>;

/**
 * Of each log handed over the last that the server signed, whichever parcel it came with: it covers what the
 * others do, and who opens an older line has the newest just the same.
 */
const receiptsOf = (parcels: readonly Parcel[], all: readonly Parcel[]): string[] => {
  const logs = new Set(parcels.map(({ logId }) => logId));
  const byLog = new Map<string, string>();
  for (const { logId, receipt } of all.toSorted(bySigning)) {
    if (receipt !== undefined && logs.has(logId)) byLog.set(logId, receipt);
  }
  return [...byLog.values()];
};

const bySigning = (left: Parcel, right: Parcel): number =>
  (left.settledAtMs ?? 0) - (right.settledAtMs ?? 0) || left.through - right.through;

const stateOf = (parcels: readonly Parcel[]): ParcelRow['state'] =>
  (['refused', 'held', 'waiting', 'delivered'] as const).find((state) =>
    parcels.some((parcel) => parcel.state === state),
  ) ?? 'held';

/** A code that is half below the edge of the screen is none. */
const bringIntoSight = (element: HTMLElement | null): void =>
  element?.scrollIntoView({ block: 'nearest' });

/** One line for each time that a tablet has handed something over. */
export const CustodyList = ({ parcels }: { parcels: readonly Parcel[] }) => {
  const say = useWords();
  const nowMs = useNow(30_000);
  const byHandOver = Map.groupBy(parcels, ({ originId, takenAtMs }) => `${originId} ${takenAtMs}`);
  return (
    <section className={styles.part}>
      <h2>{say('handover.list.title')}</h2>
      <ul className={styles.list}>
        {[...byHandOver].map(([key, group]) => (
          <HandOverLine key={key} parcels={group} all={parcels} nowMs={nowMs} />
        ))}
      </ul>
    </section>
  );
};

type HandOverLineProps = {
  parcels: readonly Parcel[];
  all: readonly Parcel[];
  nowMs: number;
};

const HandOverLine = ({ parcels, all, nowMs }: HandOverLineProps) => {
  const say = useWords();
  const [showing, setShowing] = useState<number | null>(null);
  const [first] = parcels;
  if (!first) return null;
  const state = stateOf(parcels);
  const receipts = receiptsOf(parcels, all);
  const receipt = showing === null ? undefined : receipts[showing % receipts.length];
  const reason = parcels.find((parcel) => parcel.reason !== undefined)?.reason ?? null;
  const save = () => {
    const file = chotFileToBytes({ kind: 'receipts', receipts });
    saveFile(`bien-nhan-${first.originId.slice(0, 8)}.chot`, 'application/octet-stream', file);
  };
  return (
    <li className={styles.line} data-state={state}>
      <div className={styles.what}>
        <strong>{first.originName}</strong>
        <span className="numbers">
          {say('handover.list.what', {
            records: parcels.reduce((sum, { records }) => sum + records, 0),
            entries: parcels.reduce((sum, { from, through }) => sum + through - from + 1, 0),
            time: formatMoment(first.takenAtMs, nowMs),
          })}
        </span>
        <span className={styles.state}>{say(`handover.state.${state}`)}</span>
      </div>
      {isWordKey(reason) && <Note tone="warn">{say(reason)}</Note>}
      {state === 'delivered' && receipts.length > 0 && (
        <div className={styles.choices}>
          <Button tone="action" onClick={() => setShowing(showing === null ? 0 : null)}>
            <QrCode aria-hidden="true" />{' '}
            {say(showing === null ? 'handover.list.show' : 'handover.list.hide')}
          </Button>
          <Button onClick={save}>
            <FileCheck aria-hidden="true" /> {say('handover.list.save')}
          </Button>
        </div>
      )}
      {receipt !== undefined && (
        <div className={styles.receipt} ref={bringIntoSight}>
          <QrPicture text={receiptToText(receipt)} label={say('handover.list.code')} isForScreen />
          {receipts.length > 1 && (
            <Button onClick={() => setShowing((showing ?? 0) + 1)}>
              {say('handover.list.next', {
                number: ((showing ?? 0) % receipts.length) + 1,
                count: receipts.length,
              })}
            </Button>
          )}
        </div>
      )}
    </li>
  );
};
