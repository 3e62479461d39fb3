import { ArrowLeft, FileUp, ScanLine } from 'lucide-react';
import { useCallback, useState } from 'react';
import { Link } from 'wouter';
import type { Result } from '#domain/core/result.ts';
import { takeCustody, type CustodyFailure, type TakenCustody } from '../../actions/take-custody.ts';
import { useWords } from '../../i18n/use-words.ts';
import { listParcels } from '../../store/parcels.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { paths } from '../paths.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { CustodyList } from './custody-list.tsx';
import { Eye } from './eye.tsx';
import { FileButton } from './file-button.tsx';
import styles from './hand-over-screen.module.css';
import { usePictureReader } from './use-picture-reader.ts';

/** What other tablets hand over, into this one's care, until the server has it. */
export const TakeCustodyScreen = () => {
  const say = useWords();
  const { tablet } = useServices();
  const [isOpen, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<Result<TakenCustody, CustodyFailure> | null>(null);
  const parcels = useLiveQuery(tablet.db, (live) => listParcels(live));
  const take = useCallback(
    async (bytes: Uint8Array) => {
      setOutcome(await takeCustody(tablet, bytes));
      setOpen(false);
    },
    [tablet],
  );
  const onFile = useCallback((bytes: Uint8Array) => void take(bytes), [take]);
  const { gathered, onSighting, beginAnew } = usePictureReader(onFile);
  const isWhole = gathered.need > 0 && gathered.have === gathered.need;
  const openEye = () => {
    setOutcome(null);
    if (isWhole) beginAnew();
    setOpen(true);
  };
  const percent = gathered.need === 0 ? 0 : Math.floor((100 * gathered.have) / gathered.need);

  return (
    <section className={styles.screen}>
      <Link href={paths.settings} className={styles.back ?? ''}>
        <ArrowLeft size={22} aria-hidden="true" /> {say('handover.back')}
      </Link>
      <h1>{say('handover.take.title')}</h1>
      <section className={styles.part}>
        {!isOpen && <p>{say('handover.take.text')}</p>}
        {isOpen ? (
          <Eye wish="bytes" onSighting={onSighting} onClose={() => setOpen(false)}>
            <p aria-live="polite">
              {say(gathered.isOther ? 'handover.take.other' : 'handover.take.aim')}
            </p>
            <progress
              className={styles.progress}
              max={Math.max(1, gathered.need)}
              value={gathered.have}
              aria-label={say('handover.take.progress')}
            />
            <p className={`${styles.count} numbers`}>
              {say('handover.take.percent', { percent, have: gathered.have, need: gathered.need })}
            </p>
            {gathered.isDamaged && <Note tone="warn">{say('handover.take.again')}</Note>}
            {gathered.isOther && (
              <Button onClick={beginAnew}>{say('handover.take.this-one')}</Button>
            )}
          </Eye>
        ) : (
          <div className={styles.choices}>
            <Button tone="action" size="lane" onClick={openEye}>
              <ScanLine aria-hidden="true" />{' '}
              {say(gathered.have > 0 && !isWhole ? 'handover.take.go-on' : 'handover.take.codes')}
            </Button>
            <FileButton label={say('handover.take.file')} onFile={onFile}>
              <FileUp aria-hidden="true" /> {say('handover.take.file')}
            </FileButton>
          </div>
        )}
        {outcome && !outcome.ok && <Note tone="alert">{say(outcome.error.code)}</Note>}
        {outcome?.ok && (
          <Note>
            <strong data-testid="custody-taken">
              {say(outcome.value.isNew ? 'handover.take.taken' : 'handover.take.known', {
                name: outcome.value.originName,
                records: outcome.value.records,
                entries: outcome.value.entries,
              })}
            </strong>
          </Note>
        )}
      </section>
      {parcels && parcels.length > 0 && <CustodyList parcels={parcels} />}
    </section>
  );
};
