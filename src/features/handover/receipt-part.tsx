import { FileCheck, ScanLine } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import type { Result } from '#domain/core/result.ts';
import { textToReceipt } from '#protocol/chot-file.ts';
import {
  acceptReceipt,
  acceptReceiptFile,
  type AcceptedReceipt,
  type ReceiptFailure,
} from '../../actions/accept-receipt.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Sighting } from '../../platform/qr/qr-decoder.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import { Eye } from './eye.tsx';
import { FileButton } from './file-button.tsx';
import styles from './hand-over-screen.module.css';

const wordOf = ({ entries, unsent }: AcceptedReceipt) => {
  if (unsent === 0) return 'handover.receipt.all';
  return entries === 0 ? 'handover.receipt.old' : 'handover.receipt.part';
};

/** What the server signed, brought back: then it is delivered. */
export const ReceiptPart = () => {
  const say = useWords();
  const { tablet } = useServices();
  const [isOpen, setOpen] = useState(false);
  const [isOther, setOther] = useState(false);
  const [outcome, setOutcome] = useState<Result<AcceptedReceipt, ReceiptFailure> | null>(null);
  const isReading = useRef(false);
  const watch = useCallback(
    async ({ texts }: Sighting) => {
      if (texts.length === 0 || isReading.current) return;
      const [receipt = null] = texts.map(textToReceipt).filter((text) => text !== null);
      setOther(receipt === null);
      if (receipt === null) return;
      isReading.current = true;
      try {
        setOutcome(await acceptReceipt(tablet, receipt));
        setOpen(false);
      } finally {
        isReading.current = false;
      }
    },
    [tablet],
  );
  const onSighting = useCallback((sighting: Sighting) => void watch(sighting), [watch]);
  return (
    <section className={styles.part}>
      <h2>{say('handover.receipt.title')}</h2>
      {!isOpen && <p>{say('handover.receipt.text')}</p>}
      {isOpen ? (
        <Eye wish="texts" onSighting={onSighting} onClose={() => setOpen(false)}>
          <p aria-live="polite">
            {say(isOther ? 'handover.receipt.other' : 'handover.receipt.aim')}
          </p>
        </Eye>
      ) : (
        <div className={styles.choices}>
          <Button size="lane" onClick={() => setOpen(true)}>
            <ScanLine aria-hidden="true" /> {say('handover.receipt.scan')}
          </Button>
          <FileButton
            label={say('handover.receipt.file')}
            onFile={(bytes) => void acceptReceiptFile(tablet, bytes).then(setOutcome)}
          >
            <FileCheck aria-hidden="true" /> {say('handover.receipt.file')}
          </FileButton>
        </div>
      )}
      {outcome && !outcome.ok && <Note tone="alert">{say(outcome.error.code)}</Note>}
      {outcome?.ok && (
        <Note>
          <strong data-testid="receipt-accepted">
            {say(wordOf(outcome.value), {
              count: outcome.value.entries,
              unsent: outcome.value.unsent,
            })}
          </strong>
        </Note>
      )}
    </section>
  );
};
